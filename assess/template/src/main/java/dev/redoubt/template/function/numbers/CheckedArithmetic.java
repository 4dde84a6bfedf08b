package dev.redoubt.template.function.numbers;

import dev.redoubt.estate.NumberValue;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import java.util.function.LongBinaryOperator;

/// Performs 64-bit integer arithmetic in which overflow and division by zero are failures.
final class CheckedArithmetic {

  private CheckedArithmetic() {}

  static CallOutcome of(CallArguments arguments, LongBinaryOperator operator) {
    try {
      return CallOutcome.of(
          NumberValue.of(operator.applyAsLong(arguments.integer(0), arguments.integer(1))));
    } catch (ArithmeticException _) {
      return CallOutcome.failed("the result exceeds 64 bits");
    }
  }

  static CallOutcome dividing(CallArguments arguments, LongBinaryOperator operator) {
    if (arguments.integer(1) == 0) {
      return CallOutcome.failed("division by zero");
    }
    if (arguments.integer(0) == Long.MIN_VALUE && arguments.integer(1) == -1) {
      return CallOutcome.failed("the result exceeds 64 bits");
    }
    return of(arguments, operator);
  }
}
