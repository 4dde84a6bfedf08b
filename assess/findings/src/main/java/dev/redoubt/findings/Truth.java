package dev.redoubt.findings;

/// Kleene's strong three-valued logic.
public enum Truth {
  FALSE,
  UNKNOWN,
  TRUE;

  public static Truth of(boolean truth) {
    return truth ? TRUE : FALSE;
  }

  /// False if either is false, true if both are true.
  public Truth and(Truth other) {
    return compareTo(other) < 0 ? this : other;
  }

  /// True if either is true, false if both are false.
  public Truth or(Truth other) {
    return compareTo(other) > 0 ? this : other;
  }

  public Truth not() {
    return switch (this) {
      case FALSE -> TRUE;
      case UNKNOWN -> UNKNOWN;
      case TRUE -> FALSE;
    };
  }

  /// What is certain if either of the two is the case: their common value, else unknown.
  public Truth join(Truth other) {
    return this == other ? this : UNKNOWN;
  }
}
