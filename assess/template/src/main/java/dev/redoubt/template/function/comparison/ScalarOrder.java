package dev.redoubt.template.function.comparison;

import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import java.util.function.IntPredicate;

/// Compares two ints by value, or two strings by the code units of their characters, for `less`,
/// `greater` and their variants.
final class ScalarOrder {

  private ScalarOrder() {}

  static CallOutcome of(CallArguments arguments, IntPredicate holds) {
    Value left = arguments.get(0);
    Value right = arguments.get(1);
    if (left instanceof StringValue(var a, _) && right instanceof StringValue(var b, _)) {
      return CallOutcome.of(BooleanValue.of(holds.test(a.compareTo(b))));
    }
    if (left instanceof NumberValue a && right instanceof NumberValue b) {
      return CallOutcome.of(BooleanValue.of(holds.test(a.number().compareTo(b.number()))));
    }
    return CallOutcome.failed(
        "the arguments must be two ints or two strings, not %s and %s"
            .formatted(left.kind(), right.kind()));
  }
}
