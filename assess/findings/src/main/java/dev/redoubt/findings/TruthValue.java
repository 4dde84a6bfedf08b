package dev.redoubt.findings;

/// A truth value of Kleene's strong three-valued logic.
public enum TruthValue {
  FALSE,
  UNKNOWN,
  TRUE;

  public static TruthValue of(boolean truth) {
    return truth ? TRUE : FALSE;
  }

  /// False if either is false, true if both are true.
  public TruthValue and(TruthValue other) {
    return compareTo(other) < 0 ? this : other;
  }

  /// True if either is true, false if both are false.
  public TruthValue or(TruthValue other) {
    return compareTo(other) > 0 ? this : other;
  }

  public TruthValue not() {
    return switch (this) {
      case FALSE -> TRUE;
      case UNKNOWN -> UNKNOWN;
      case TRUE -> FALSE;
    };
  }

  /// The common value of both, otherwise unknown.
  public TruthValue join(TruthValue other) {
    return this == other ? this : UNKNOWN;
  }
}
