package dev.redoubt.template.function.numbers;

import dev.redoubt.estate.NumberValue;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Outcome;
import java.util.function.LongBinaryOperator;

/// Arithmetic in 64 bits, in which overflow and division by zero are failures.
final class Arithmetic {

  private Arithmetic() {}

  static Outcome of(Arguments arguments, LongBinaryOperator operator) {
    try {
      return Outcome.of(
          NumberValue.of(operator.applyAsLong(arguments.integer(0), arguments.integer(1))));
    } catch (ArithmeticException _) {
      return Outcome.failed("overflows 64 bits");
    }
  }

  static Outcome dividing(Arguments arguments, LongBinaryOperator operator) {
    if (arguments.integer(1) == 0) {
      return Outcome.failed("divides by zero");
    }
    if (arguments.integer(0) == Long.MIN_VALUE && arguments.integer(1) == -1) {
      return Outcome.failed("overflows 64 bits");
    }
    return of(arguments, operator);
  }
}
