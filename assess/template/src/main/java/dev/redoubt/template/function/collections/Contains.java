package dev.redoubt.template.function.collections;

import static dev.redoubt.estate.TypeHint.ANY;
import static dev.redoubt.estate.TypeHint.ARRAY;
import static dev.redoubt.estate.TypeHint.BOOL;
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
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Certainty;
import dev.redoubt.template.function.Choices;
import dev.redoubt.template.function.Equality;
import dev.redoubt.template.function.KnownText;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Residuals;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;
import org.jspecify.annotations.Nullable;

/// `contains(container, item)`: whether a string holds a text (case-sensitive), an array a value
/// (deep), or an object a name (ignoring case).
final class Contains implements TemplateFunction.Partial {

  private static final Signature SIGNATURE =
      Signature.of().either(STRING, ARRAY, OBJECT).either(ANY);

  @Override
  public String name() {
    return "contains";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return BOOL;
  }

  @Override
  public Outcome call(Arguments arguments) {
    return Choices.spread(this, arguments, this::search);
  }

  private Outcome search(Arguments arguments) {
    Value item = arguments.get(1);
    return switch (arguments.get(0)) {
      case ArrayValue array -> Residuals.of(inArray(array, item), this, arguments);
      case ObjectValue object -> inObject(object, item, arguments);
      case StringValue text -> inText(text, item, arguments);
      case Unknown unknown ->
          unknown.type() == STRING
              ? inText(unknown, item, arguments)
              : Residuals.of(this, arguments);
      case NullValue _, BooleanValue _, NumberValue _ -> Residuals.of(this, arguments);
    };
  }

  static Certainty inArray(ArrayValue array, Value item) {
    Certainty found = Certainty.of(false);
    for (int i = 0; i < array.size() && found != Certainty.YES; i++) {
      found = found.or(Equality.of(array.get(i), item));
    }
    return array.isOpen() ? found.or(Certainty.UNKNOWN) : found;
  }

  private Outcome inObject(ObjectValue object, Value item, Arguments arguments) {
    if (item instanceof Unknown unknown) {
      if (!unknown.type().mayBe(STRING) && unknown.type() != INT) {
        return Outcome.failed("looks in an object for a name, which must be a string");
      }
      boolean none = object.isEmpty() && !object.isOpen();
      return Residuals.of(none ? Certainty.NO : Certainty.UNKNOWN, this, arguments);
    }
    String name = nameOf(item);
    if (name == null) {
      return Outcome.failed(
          "looks in an object for a name, which must be a string, not " + item.kind());
    }
    Certainty found =
        object.get(name) != null
            ? Certainty.YES
            : object.isOpen() ? Certainty.UNKNOWN : Certainty.NO;
    return Residuals.of(found, this, arguments);
  }

  private Outcome inText(Value text, Value item, Arguments arguments) {
    if (item instanceof Unknown unknown) {
      boolean within = KnownText.of(text).parts().contains(unknown) || unknown.equals(text);
      return Residuals.of(within ? Certainty.YES : Certainty.UNKNOWN, this, arguments);
    }
    String part = nameOf(item);
    if (part == null) {
      return Outcome.failed("looks in a string for a string, not for " + item.kind());
    }
    return Residuals.of(KnownText.of(text).contains(part), this, arguments);
  }

  private static @Nullable String nameOf(Value item) {
    return switch (item) {
      case StringValue string -> string.text();
      case NumberValue number -> number.toString();
      case NullValue _, BooleanValue _, ArrayValue _, ObjectValue _, Unknown _ -> null;
    };
  }
}
