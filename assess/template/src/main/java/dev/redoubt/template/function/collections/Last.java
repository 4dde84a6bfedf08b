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

/// `last(value)`: the last element, or null where there is none; of a string the last character, or
/// nothing.
final class Last implements TemplateFunction.Partial {

  private static final Signature SIGNATURE = Signature.of().either(STRING, ARRAY);

  @Override
  public String name() {
    return "last";
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
      return Outcome.of(array.size() == 0 ? NullValue.NULL : array.get(array.size() - 1));
    }
    Value piece = SplitText.fromEnd(value, 1);
    if (piece != null) {
      return Outcome.of(piece);
    }
    if (TypeHint.of(value) == STRING) {
      KnownText text = KnownText.of(value);
      String suffix = text.suffix();
      return text.isKnown() || !suffix.isEmpty()
          ? Outcome.of(StringValue.of(suffix.substring(Math.max(0, suffix.length() - 1))))
          : Residuals.of(this, arguments, STRING);
    }
    return Residuals.of(this, arguments);
  }
}
