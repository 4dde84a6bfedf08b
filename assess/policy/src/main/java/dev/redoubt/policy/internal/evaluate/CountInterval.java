package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.Value;
import dev.redoubt.findings.TruthValue;
import dev.redoubt.policy.syntax.ConditionOperator;

/// The minimum and maximum number of counted elements.
///
/// @param most [#UNBOUNDED] if the maximum is unknown
record CountInterval(long least, long most) {

  static final long UNBOUNDED = Long.MAX_VALUE;

  CountInterval plus(CountInterval other) {
    return new CountInterval(
        least + other.least,
        most == UNBOUNDED || other.most == UNBOUNDED ? UNBOUNDED : most + other.most);
  }

  /// The smallest interval that contains both.
  CountInterval join(CountInterval other) {
    return new CountInterval(Math.min(least, other.least), Math.max(most, other.most));
  }

  boolean isExact() {
    return least == most;
  }

  TruthValue test(ConditionOperator operator, Value operand) {
    if (isExact()) {
      return OperatorComparison.test(operator, NumberValue.of(least), operand);
    }
    if (!(operand instanceof NumberValue number) || !number.isInteger()) {
      return TruthValue.UNKNOWN;
    }
    long limit = number.integer();
    return switch (operator) {
      case EQUALS -> equal(limit);
      case NOT_EQUALS -> equal(limit).not();
      case LESS -> below(limit);
      case LESS_OR_EQUALS -> limit == Long.MAX_VALUE ? TruthValue.TRUE : below(limit + 1);
      case GREATER -> limit == Long.MAX_VALUE ? TruthValue.FALSE : below(limit + 1).not();
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
          TruthValue.UNKNOWN;
    };
  }

  private TruthValue equal(long limit) {
    return limit < least || limit > most ? TruthValue.FALSE : TruthValue.UNKNOWN;
  }

  private TruthValue below(long limit) {
    if (most < limit) {
      return TruthValue.TRUE;
    }
    return least >= limit ? TruthValue.FALSE : TruthValue.UNKNOWN;
  }

  @Override
  public String toString() {
    if (isExact()) {
      return Long.toString(least);
    }
    return most == UNBOUNDED ? "at least " + least : least + " to " + most;
  }
}
