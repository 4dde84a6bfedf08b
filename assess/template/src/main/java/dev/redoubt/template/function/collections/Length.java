package dev.redoubt.template.function.collections;

import static dev.redoubt.estate.TypeHint.ARRAY;
import static dev.redoubt.estate.TypeHint.INT;
import static dev.redoubt.estate.TypeHint.OBJECT;
import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.ChoiceDistribution;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.ResidualCalls;
import dev.redoubt.template.function.TemplateFunction;

/// `length(value)`: returns the number of elements of an array, of properties of an object, or of
/// UTF-16 code units of a string.
final class Length implements TemplateFunction.Partial {

  private static final FunctionSignature SIGNATURE =
      FunctionSignature.of().either(STRING, ARRAY, OBJECT);

  @Override
  public String name() {
    return "length";
  }

  @Override
  public FunctionSignature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return INT;
  }

  @Override
  public CallOutcome call(CallArguments arguments) {
    return ChoiceDistribution.distribute(this, arguments, this::count);
  }

  private CallOutcome count(CallArguments arguments) {
    return switch (arguments.get(0)) {
      case StringValue(var text, _) -> CallOutcome.of(NumberValue.of(text.length()));
      case ArrayValue array when !array.isOpen() -> CallOutcome.of(NumberValue.of(array.size()));
      case ObjectValue object when !object.isOpen() ->
          CallOutcome.of(NumberValue.of(object.size()));
      case ArrayValue _, ObjectValue _, Unknown _, NullValue _, BooleanValue _, NumberValue _ ->
          ResidualCalls.of(this, arguments);
    };
  }
}
