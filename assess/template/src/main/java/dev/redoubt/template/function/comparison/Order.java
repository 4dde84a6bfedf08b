package dev.redoubt.template.function.comparison;

import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Outcome;
import java.util.function.IntPredicate;

/// Compares ints, or strings by their characters' codes, as `less` and `greater` do.
final class Order {

  private Order() {}

  static Outcome of(Arguments arguments, IntPredicate holds) {
    Value left = arguments.get(0);
    Value right = arguments.get(1);
    if (left instanceof StringValue(var a, _) && right instanceof StringValue(var b, _)) {
      return Outcome.of(BooleanValue.of(holds.test(a.compareTo(b))));
    }
    if (left instanceof NumberValue a && right instanceof NumberValue b) {
      return Outcome.of(BooleanValue.of(holds.test(a.number().compareTo(b.number()))));
    }
    return Outcome.failed(
        "compares two ints or two strings, not %s and %s".formatted(left.kind(), right.kind()));
  }
}
