package dev.redoubt.template.function.collections;

import static dev.redoubt.estate.TypeHint.ARRAY;
import static dev.redoubt.estate.TypeHint.INT;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Limits;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;
import java.util.ArrayList;
import java.util.List;

/// `range(start, count)`: so many ints, each one more than the one before.
final class Range implements TemplateFunction.Strict {

  private static final Signature SIGNATURE = Signature.of(INT, INT);

  @Override
  public String name() {
    return "range";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return ARRAY;
  }

  @Override
  public Outcome call(Arguments arguments) {
    long start = arguments.integer(0);
    long count = arguments.integer(1);
    if (count < 0 || count > Limits.MAX_RANGE) {
      return Outcome.failed(
          "must count from 0 to %d, and counts %d".formatted(Limits.MAX_RANGE, count));
    }
    if (start > Integer.MAX_VALUE - count || start < Integer.MIN_VALUE) {
      return Outcome.failed("must stay within 32 bits, and starts at " + start);
    }
    List<Value> numbers = new ArrayList<>((int) count);
    for (long i = 0; i < count; i++) {
      numbers.add(NumberValue.of(start + i));
    }
    return Outcome.of(ArrayValue.of(numbers));
  }
}
