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
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Choices;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Residuals;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;

/// `length(value)`: the elements of an array, the properties of an object, or the UTF-16 units of a
/// string.
final class Length implements TemplateFunction.Partial {

  private static final Signature SIGNATURE = Signature.of().either(STRING, ARRAY, OBJECT);

  @Override
  public String name() {
    return "length";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return INT;
  }

  @Override
  public Outcome call(Arguments arguments) {
    return Choices.spread(this, arguments, this::count);
  }

  private Outcome count(Arguments arguments) {
    return switch (arguments.get(0)) {
      case StringValue(var text, _) -> Outcome.of(NumberValue.of(text.length()));
      case ArrayValue array when !array.isOpen() -> Outcome.of(NumberValue.of(array.size()));
      case ObjectValue object when !object.isOpen() -> Outcome.of(NumberValue.of(object.size()));
      case ArrayValue _, ObjectValue _, Unknown _, NullValue _, BooleanValue _, NumberValue _ ->
          Residuals.of(this, arguments);
    };
  }
}
