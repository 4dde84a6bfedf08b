package dev.redoubt.findings;

/// The defense layer of a control, in the order of the article.
public enum DefenceLayer {
  NETWORK,
  DATA,
  MODEL,
  IDENTITY,
  PIPELINE,
  GOVERNANCE,
  MONITORING;

  /// The word used in reports: `network`, `data`, ...
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
