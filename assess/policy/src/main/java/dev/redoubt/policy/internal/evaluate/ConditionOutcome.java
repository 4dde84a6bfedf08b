package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.findings.TruthValue;

/// The possible outcomes of a condition: a set of *false*, *true* and *error*.
///
/// A set with one member is definite. An unknown value gives a set with several members. An error
/// is an outcome of its own: Azure denies the request if the evaluation of a policy fails ("Azure
/// Policy definition structure: avoiding template failures", Microsoft Learn, 2025). The
/// documentation does not say whether Azure evaluates a failing condition beside one that already
/// decides the result. So *false and error* is *false or error*, and *true or error* is *true or
/// error*: neither compliant nor failed for certain.
public enum ConditionOutcome {
  FALSE(1),
  TRUE(2),
  UNKNOWN(3),
  ERROR(4),
  FALSE_OR_ERROR(5),
  TRUE_OR_ERROR(6),
  ANY(7);

  private static final int FALSE_BIT = 1;
  private static final int TRUE_BIT = 2;
  private static final int ERROR_BIT = 4;

  private static final ConditionOutcome[] BY_BITS = byBits();
  private static final ConditionOutcome[][] AND = table(true);
  private static final ConditionOutcome[][] OR = table(false);

  private final int bits;

  ConditionOutcome(int bits) {
    this.bits = bits;
  }

  private static ConditionOutcome[] byBits() {
    ConditionOutcome[] all = new ConditionOutcome[ANY.bits + 1];
    for (ConditionOutcome outcome : values()) {
      all[outcome.bits] = outcome;
    }
    return all;
  }

  private static ConditionOutcome of(int bits) {
    return BY_BITS[bits];
  }

  public static ConditionOutcome of(boolean truth) {
    return truth ? TRUE : FALSE;
  }

  public static ConditionOutcome of(TruthValue truth) {
    return switch (truth) {
      case FALSE -> FALSE;
      case TRUE -> TRUE;
      case UNKNOWN -> UNKNOWN;
    };
  }

  /// The outcomes of two conditions that must both hold.
  public ConditionOutcome and(ConditionOutcome other) {
    return AND[bits][other.bits];
  }

  /// The outcomes of two conditions of which one must hold.
  public ConditionOutcome or(ConditionOutcome other) {
    return OR[bits][other.bits];
  }

  public ConditionOutcome not() {
    int negated = bits & ERROR_BIT;
    negated |= mayBeTrue() ? FALSE_BIT : 0;
    negated |= mayBeFalse() ? TRUE_BIT : 0;
    return of(negated);
  }

  /// The outcomes of either of two conditions.
  public ConditionOutcome join(ConditionOutcome other) {
    return of(bits | other.bits);
  }

  public boolean mayBeFalse() {
    return (bits & FALSE_BIT) != 0;
  }

  public boolean mayBeTrue() {
    return (bits & TRUE_BIT) != 0;
  }

  public boolean mayFail() {
    return (bits & ERROR_BIT) != 0;
  }

  /// Whether there is only one possible outcome.
  public boolean isDefinite() {
    return Integer.bitCount(bits) == 1;
  }

  /// The truth value; an error is unknown.
  public TruthValue truth() {
    return switch (this) {
      case FALSE -> TruthValue.FALSE;
      case TRUE -> TruthValue.TRUE;
      case UNKNOWN, ERROR, FALSE_OR_ERROR, TRUE_OR_ERROR, ANY -> TruthValue.UNKNOWN;
    };
  }

  private static ConditionOutcome[][] table(boolean conjunction) {
    ConditionOutcome[][] table = new ConditionOutcome[ANY.bits + 1][ANY.bits + 1];
    for (ConditionOutcome left : values()) {
      for (ConditionOutcome right : values()) {
        table[left.bits][right.bits] = combined(left, right, conjunction);
      }
    }
    return table;
  }

  private static ConditionOutcome combined(
      ConditionOutcome left, ConditionOutcome right, boolean conjunction) {
    int deciding = conjunction ? FALSE_BIT : TRUE_BIT;
    int result = 0;
    for (int mine = 1; mine <= ERROR_BIT; mine <<= 1) {
      for (int theirs = 1; theirs <= ERROR_BIT; theirs <<= 1) {
        if ((left.bits & mine) != 0 && (right.bits & theirs) != 0) {
          result |= combined(mine, theirs, deciding);
        }
      }
    }
    return of(result);
  }

  private static int combined(int mine, int theirs, int deciding) {
    int errors = (mine | theirs) & ERROR_BIT;
    if (mine == deciding || theirs == deciding) {
      return deciding | errors;
    }
    return errors != 0 ? ERROR_BIT : mine;
  }
}
