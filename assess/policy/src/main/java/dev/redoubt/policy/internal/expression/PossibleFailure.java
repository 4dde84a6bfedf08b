package dev.redoubt.policy.internal.expression;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;

/// Values whose evaluation may fail: choices between a value and a failure.
public final class PossibleFailure {

  private static final Unknown FAILURE = Unknown.failure("", Origin.NONE);

  private PossibleFailure() {}

  /// The value, or if its evaluation may fail, the choice between it and a failure.
  static Value of(Value value, boolean mayFail) {
    return mayFail && !isIn(value)
        ? Unknown.choice(
            Unknown.call("succeeds", java.util.List.of(value), TypeHint.BOOL, value.origin()),
            value,
            FAILURE,
            value.origin())
        : value;
  }

  /// Whether the value is a failure for some values of its unknown parts.
  public static boolean isIn(Value value) {
    return switch (value) {
      case Unknown(ResidualExpression.Failure _, _, _, _, _) -> true;
      case Unknown(ResidualExpression.Choice(_, var a, var b), _, _, _, _) -> isIn(a) || isIn(b);
      default -> false;
    };
  }

  /// The value if its evaluation does not fail; a value that fails in all cases is returned as it
  /// is.
  public static Value without(Value value) {
    if (!(value
        instanceof
        Unknown(
            ResidualExpression.Choice(var condition, var whenTrue, var whenFalse),
            _,
            _,
            _,
            _))) {
      return value;
    }
    if (!isIn(value)) {
      return value;
    }
    Value a = without(whenTrue);
    Value b = without(whenFalse);
    if (Unknown.isFailure(a)) {
      return b;
    }
    if (Unknown.isFailure(b)) {
      return a;
    }
    return Unknown.choice(condition, a, b, value.origin());
  }
}
