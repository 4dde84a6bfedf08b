package dev.redoubt.template.function.collections;

import static dev.redoubt.estate.TypeHint.ANY;
import static dev.redoubt.estate.TypeHint.ARRAY;
import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Choices;
import dev.redoubt.template.function.KnownText;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Residuals;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.SplitText;
import dev.redoubt.template.function.TemplateFunction;

/// `first(value)`: the first element, or null where there is none; of a string the first character,
/// or nothing.
final class First implements TemplateFunction.Partial {

  private static final Signature SIGNATURE = Signature.of().either(STRING, ARRAY);

  @Override
  public String name() {
    return "first";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return ANY;
  }

  @Override
  public Outcome call(Arguments arguments) {
    return Choices.spread(this, arguments, this::take);
  }

  private Outcome take(Arguments arguments) {
    Value value = arguments.get(0);
    if (value instanceof ArrayValue array && !array.isOpen()) {
      return Outcome.of(array.size() == 0 ? NullValue.NULL : array.get(0));
    }
    Value piece = SplitText.fromStart(value, 0);
    if (piece != null) {
      return Outcome.of(piece);
    }
    if (TypeHint.of(value) == STRING) {
      KnownText text = KnownText.of(value);
      String prefix = text.prefix();
      return text.isKnown() || !prefix.isEmpty()
          ? Outcome.of(StringValue.of(prefix.isEmpty() ? "" : prefix.substring(0, 1)))
          : Residuals.of(this, arguments, STRING);
    }
    return Residuals.of(this, arguments);
  }
}
