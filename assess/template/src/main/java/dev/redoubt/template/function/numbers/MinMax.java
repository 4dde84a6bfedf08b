package dev.redoubt.template.function.numbers;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import java.util.List;
import java.util.function.LongBinaryOperator;

/// Selects the minimum or maximum of ints that are given one by one or as an array.
final class MinMax {

  private MinMax() {}

  static CallOutcome of(CallArguments arguments, LongBinaryOperator better) {
    List<Value> numbers =
        arguments.size() == 1 && arguments.get(0) instanceof ArrayValue array
            ? array.elements()
            : arguments.values();
    if (numbers.isEmpty()) {
      return CallOutcome.failed("requires at least one int");
    }
    long best = 0;
    for (int i = 0; i < numbers.size(); i++) {
      if (!(numbers.get(i) instanceof NumberValue number) || !number.isInteger()) {
        return CallOutcome.failed(
            "the arguments must be ints or one array of ints, not " + numbers.get(i).kind());
      }
      best = i == 0 ? number.integer() : better.applyAsLong(best, number.integer());
    }
    return CallOutcome.of(NumberValue.of(best));
  }
}
