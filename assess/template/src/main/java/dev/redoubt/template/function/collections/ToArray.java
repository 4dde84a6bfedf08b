package dev.redoubt.template.function.collections;

import static dev.redoubt.estate.TypeHint.ANY;
import static dev.redoubt.estate.TypeHint.ARRAY;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Choices;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Residuals;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;
import java.util.List;

/// `array(value)`: the value itself where it is an array, else an array of it alone.
final class ToArray implements TemplateFunction.Partial {

  private static final Signature SIGNATURE = Signature.of(ANY);

  @Override
  public String name() {
    return "array";
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
    return Choices.spread(this, arguments, this::wrap);
  }

  private Outcome wrap(Arguments arguments) {
    Value value = arguments.get(0);
    if (value instanceof ArrayValue) {
      return Outcome.of(value);
    }
    if (value instanceof Unknown unknown) {
      if (unknown.type() == ARRAY) {
        return Outcome.of(value);
      }
      if (unknown.type() == ANY) {
        return Residuals.of(this, arguments);
      }
    }
    return Outcome.of(ArrayValue.of(List.of(value)));
  }
}
