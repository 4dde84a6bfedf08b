package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.Value;
import dev.redoubt.policy.syntax.ConditionOperator;

/// The minimum and maximum number of counted elements.
///
/// @param most [#UNBOUNDED] if the maximum is unknown
/// @param failure whether the evaluation of an element fails or may fail
record CountInterval(long least, long most, Failure failure) {

  static final long UNBOUNDED = Long.MAX_VALUE;

  static final CountInterval NONE = new CountInterval(0, 0, Failure.NONE);
  static final CountInterval ONE = new CountInterval(1, 1, Failure.NONE);

  /// Whether counting fails.
  enum Failure {
    NONE,
    POSSIBLE,
    CERTAIN
  }

  /// An unknown number of elements.
  ///
  /// @param mayFail whether the condition of the elements can fail
  static CountInterval unbounded(boolean mayFail) {
    return new CountInterval(0, UNBOUNDED, mayFail ? Failure.POSSIBLE : Failure.NONE);
  }

  static final CountInterval FAILED = new CountInterval(0, 0, Failure.CERTAIN);

  /// The number of elements that a condition selects from one element.
  static CountInterval of(ConditionOutcome meets) {
    if (meets == ConditionOutcome.TRUE) {
      return ONE;
    }
    if (meets == ConditionOutcome.FALSE) {
      return NONE;
    }
    Failure failure =
        meets == ConditionOutcome.ERROR
            ? Failure.CERTAIN
            : meets.mayFail() ? Failure.POSSIBLE : Failure.NONE;
    return new CountInterval(
        meets.mayBeFalse() || !meets.mayBeTrue() ? 0 : 1, meets.mayBeTrue() ? 1 : 0, failure);
  }

  CountInterval plus(CountInterval other) {
    return new CountInterval(
        least + other.least,
        most == UNBOUNDED || other.most == UNBOUNDED ? UNBOUNDED : most + other.most,
        failure.compareTo(other.failure) >= 0 ? failure : other.failure);
  }

  /// The smallest interval that contains both.
  CountInterval join(CountInterval other) {
    return new CountInterval(
        Math.min(least, other.least),
        Math.max(most, other.most),
        failure == other.failure ? failure : Failure.POSSIBLE);
  }

  boolean isExact() {
    return least == most;
  }

  ConditionOutcome test(ConditionOperator operator, Value operand) {
    return switch (failure) {
      case CERTAIN -> ConditionOutcome.ERROR;
      case POSSIBLE -> compare(operator, operand).join(ConditionOutcome.ERROR);
      case NONE -> compare(operator, operand);
    };
  }

  private ConditionOutcome compare(ConditionOperator operator, Value operand) {
    if (isExact()) {
      return OperatorComparison.test(operator, NumberValue.of(least), operand);
    }
    if (!(operand instanceof NumberValue number) || !number.isInteger()) {
      return OperatorComparison.ofUnknownNumber(operator, operand);
    }
    long limit = number.integer();
    return switch (operator) {
      case EQUALS -> equal(limit);
      case NOT_EQUALS -> equal(limit).not();
      case LESS -> below(limit);
      case LESS_OR_EQUALS -> limit == Long.MAX_VALUE ? ConditionOutcome.TRUE : below(limit + 1);
      case GREATER -> limit == Long.MAX_VALUE ? ConditionOutcome.FALSE : below(limit + 1).not();
      case GREATER_OR_EQUALS -> below(limit).not();
      case LIKE,
          NOT_LIKE,
          MATCH,
          NOT_MATCH,
          MATCH_INSENSITIVELY,
          NOT_MATCH_INSENSITIVELY,
          CONTAINS,
          NOT_CONTAINS,
          IN,
          NOT_IN,
          CONTAINS_KEY,
          NOT_CONTAINS_KEY,
          EXISTS ->
          OperatorComparison.ofUnknownNumber(operator, operand);
    };
  }

  private ConditionOutcome equal(long limit) {
    return limit < least || limit > most ? ConditionOutcome.FALSE : ConditionOutcome.UNKNOWN;
  }

  private ConditionOutcome below(long limit) {
    if (most < limit) {
      return ConditionOutcome.TRUE;
    }
    return least >= limit ? ConditionOutcome.FALSE : ConditionOutcome.UNKNOWN;
  }

  @Override
  public String toString() {
    if (isExact()) {
      return Long.toString(least);
    }
    return most == UNBOUNDED ? "at least " + least : least + " to " + most;
  }
}
