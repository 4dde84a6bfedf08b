package dev.redoubt.findings;

/// The answer of one control for one resource.
public enum Verdict {
  /// The control is violated.
  FAIL,
  /// Whether it holds cannot be told; the reason names what would tell.
  UNKNOWN,
  /// It is violated or unknown, and an exemption that has not expired accepts that.
  EXEMPT,
  /// The control holds.
  PASS;

  /// The word used in reports: `fail`, `unknown`, `exempt`, `pass`.
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
