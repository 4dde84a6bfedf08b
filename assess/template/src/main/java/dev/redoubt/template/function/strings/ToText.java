package dev.redoubt.template.function.strings;

import static dev.redoubt.estate.TypeHint.ANY;
import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.Json;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Choices;
import dev.redoubt.template.function.Limits;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Residuals;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;

/// `string(value)`: a string itself, `True` or `False`, digits, JSON of arrays and objects, nothing
/// of null.
final class ToText implements TemplateFunction.Partial {

  private static final Signature SIGNATURE = Signature.of(ANY);

  @Override
  public String name() {
    return "string";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return STRING;
  }

  @Override
  public Outcome call(Arguments arguments) {
    return Choices.spread(this, arguments, this::text);
  }

  private Outcome text(Arguments arguments) {
    Value value = arguments.get(0);
    if (value instanceof Unknown unknown && unknown.type() == STRING) {
      return Outcome.of(value);
    }
    if (!value.isFullyKnown()) {
      return Residuals.of(this, arguments);
    }
    String text = Json.asText(value);
    return text.length() > Limits.MAX_TEXT ? Limits.tooLong() : Outcome.of(StringValue.of(text));
  }
}
