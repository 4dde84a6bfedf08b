package dev.redoubt.findings;

/// The result of one control for one resource.
public enum Verdict {
  /// The control is violated.
  FAIL,
  /// Cannot be determined before deployment; the reason names what is missing.
  UNKNOWN,
  /// The control is violated or unknown, and an exemption that has not expired accepts that.
  EXEMPT,
  /// The control is satisfied.
  PASS;

  /// The word used in reports: `fail`, `unknown`, `exempt`, `pass`.
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
