package dev.redoubt.template.function.collections;

import static dev.redoubt.estate.TypeHint.ANY;
import static dev.redoubt.estate.TypeHint.ARRAY;
import static dev.redoubt.estate.TypeHint.INT;
import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Certainty;
import dev.redoubt.template.function.Choices;
import dev.redoubt.template.function.Equality;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Residuals;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;

/// `indexOf(value, item)`: the first place of a text in a string, ignoring case, or of a value in
/// an array, deep; -1 where there is none.
final class IndexOf implements TemplateFunction.Partial {

  private static final Signature SIGNATURE = Signature.of().either(STRING, ARRAY).either(ANY);

  @Override
  public String name() {
    return "indexOf";
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
    return Choices.spread(this, arguments, this::find);
  }

  private Outcome find(Arguments arguments) {
    Value item = arguments.get(1);
    return switch (arguments.get(0)) {
      case StringValue(var text, _) when item instanceof StringValue(var part, _) ->
          Outcome.of(NumberValue.of(indexOf(text, part)));
      case ArrayValue array when !array.isOpen() -> inArray(array, item, arguments);
      case StringValue _ when !(item instanceof Unknown) ->
          Outcome.failed("looks in a string for a string, not for " + item.kind());
      case StringValue _,
          ArrayValue _,
          Unknown _,
          NullValue _,
          BooleanValue _,
          NumberValue _,
          ObjectValue _ ->
          Residuals.of(this, arguments);
    };
  }

  private Outcome inArray(ArrayValue array, Value item, Arguments arguments) {
    for (int i = 0; i < array.size(); i++) {
      Certainty same = Equality.of(array.get(i), item);
      if (same != Certainty.NO) {
        return same == Certainty.YES
            ? Outcome.of(NumberValue.of(i))
            : Residuals.of(this, arguments);
      }
    }
    return Outcome.of(NumberValue.of(-1));
  }

  private static int indexOf(String text, String part) {
    for (int i = 0; i + part.length() <= text.length(); i++) {
      if (text.regionMatches(true, i, part, 0, part.length())) {
        return i;
      }
    }
    return -1;
  }
}
