package dev.redoubt.template.function.collections;

import static dev.redoubt.estate.TypeHint.ARRAY;
import static dev.redoubt.estate.TypeHint.INT;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionLimits;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;
import java.util.ArrayList;
import java.util.List;

/// `range(start, count)`: returns an array of consecutive ints.
final class Range implements TemplateFunction.Strict {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(INT, INT);

  @Override
  public String name() {
    return "range";
  }

  @Override
  public FunctionSignature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return ARRAY;
  }

  @Override
  public CallOutcome call(CallArguments arguments) {
    long start = arguments.integer(0);
    long count = arguments.integer(1);
    if (count < 0 || count > FunctionLimits.MAX_RANGE) {
      return CallOutcome.failed(
          "argument 2 must be from 0 to %d, but is %d".formatted(FunctionLimits.MAX_RANGE, count));
    }
    if (start > Integer.MAX_VALUE - count || start < Integer.MIN_VALUE) {
      return CallOutcome.failed("the range exceeds 32 bits; it starts at " + start);
    }
    List<Value> numbers = new ArrayList<>((int) count);
    for (long i = 0; i < count; i++) {
      numbers.add(NumberValue.of(start + i));
    }
    return CallOutcome.of(ArrayValue.of(numbers));
  }
}
