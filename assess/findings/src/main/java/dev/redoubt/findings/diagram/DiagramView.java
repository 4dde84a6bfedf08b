package dev.redoubt.findings.diagram;

import java.util.Locale;

/// What a picture of a workload shows.
public enum DiagramView {
  /// The life cycle of the model from ingestion to monitoring, on its foundations.
  LAYERS,
  /// Virtual networks and subnets, private endpoints, and what the Internet can reach.
  NETWORK,
  /// Identities, who may act as them, and their declared roles.
  IDENTITY;

  /// The word used in options and reports: `layers`, `network`, `identity`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
