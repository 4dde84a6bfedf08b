package dev.redoubt.findings;

/// The severity of a violated control.
public enum Severity {
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL;

  /// The word used in options and reports: `low`, `medium`, `high`, `critical`.
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  public boolean isAtLeast(Severity other) {
    return compareTo(other) >= 0;
  }
}
