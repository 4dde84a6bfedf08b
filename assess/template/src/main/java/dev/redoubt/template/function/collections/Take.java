package dev.redoubt.template.function.collections;

import static dev.redoubt.estate.TypeHint.ANY;
import static dev.redoubt.estate.TypeHint.ARRAY;
import static dev.redoubt.estate.TypeHint.INT;
import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Choices;
import dev.redoubt.template.function.KnownText;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Residuals;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;

/// `take(value, n)`: the first characters of a string or elements of an array, as many as there
/// are.
final class Take implements TemplateFunction.Partial {

  private static final Signature SIGNATURE = Signature.of().either(STRING, ARRAY).either(INT);

  @Override
  public String name() {
    return "take";
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
    return Choices.spread(this, arguments, this::cut);
  }

  private Outcome cut(Arguments arguments) {
    Value value = arguments.get(0);
    TypeHint type = TypeHint.of(value);
    if (!(arguments.get(1) instanceof NumberValue number)) {
      return Residuals.of(this, arguments, type);
    }
    long count = Math.max(0, number.integer());
    if (value instanceof ArrayValue array && !array.isOpen()) {
      return Outcome.of(
          ArrayValue.of(array.elements().subList(0, (int) Math.min(count, array.size()))));
    }
    if (type == STRING) {
      KnownText text = KnownText.of(value);
      String prefix = text.prefix();
      if (text.isKnown() || prefix.length() >= count) {
        return Outcome.of(
            StringValue.of(prefix.substring(0, (int) Math.min(count, prefix.length()))));
      }
    }
    if (type == ARRAY && count == 0) {
      return Outcome.of(ArrayValue.EMPTY);
    }
    return Residuals.of(this, arguments, type);
  }
}
