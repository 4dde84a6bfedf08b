package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.Value;
import dev.redoubt.findings.Truth;
import dev.redoubt.policy.syntax.Operator;

/// How many elements are counted, at least and at most.
///
/// @param most [#UNBOUNDED] where no end is known
record CountInterval(long least, long most) {

  static final long UNBOUNDED = Long.MAX_VALUE;

  CountInterval plus(CountInterval other) {
    return new CountInterval(
        least + other.least,
        most == UNBOUNDED || other.most == UNBOUNDED ? UNBOUNDED : most + other.most);
  }

  /// What covers both.
  CountInterval join(CountInterval other) {
    return new CountInterval(Math.min(least, other.least), Math.max(most, other.most));
  }

  boolean isExact() {
    return least == most;
  }

  Truth test(Operator operator, Value operand) {
    if (isExact()) {
      return Comparison.test(operator, NumberValue.of(least), operand);
    }
    if (!(operand instanceof NumberValue number) || !number.isInteger()) {
      return Truth.UNKNOWN;
    }
    long limit = number.integer();
    return switch (operator) {
      case EQUALS -> equal(limit);
      case NOT_EQUALS -> equal(limit).not();
      case LESS -> below(limit);
      case LESS_OR_EQUALS -> limit == Long.MAX_VALUE ? Truth.TRUE : below(limit + 1);
      case GREATER -> limit == Long.MAX_VALUE ? Truth.FALSE : below(limit + 1).not();
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
          Truth.UNKNOWN;
    };
  }

  private Truth equal(long limit) {
    return limit < least || limit > most ? Truth.FALSE : Truth.UNKNOWN;
  }

  private Truth below(long limit) {
    if (most < limit) {
      return Truth.TRUE;
    }
    return least >= limit ? Truth.FALSE : Truth.UNKNOWN;
  }

  @Override
  public String toString() {
    if (isExact()) {
      return Long.toString(least);
    }
    return most == UNBOUNDED ? "at least " + least : least + " to " + most;
  }
}
