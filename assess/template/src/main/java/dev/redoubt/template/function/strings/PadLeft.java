package dev.redoubt.template.function.strings;

import static dev.redoubt.estate.TypeHint.INT;
import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.Json;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Limits;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;

/// `padLeft(value, length, character)`: a text of at least so many characters, filled on the left
/// with a character, or with spaces.
final class PadLeft implements TemplateFunction.Strict {

  private static final Signature SIGNATURE =
      Signature.of().either(STRING, INT).either(INT).optional(STRING);

  @Override
  public String name() {
    return "padLeft";
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
    String text = Json.asText(arguments.get(0));
    long length = arguments.integer(1);
    String fill = arguments.text(2, " ");
    if (fill.length() != 1) {
      return Outcome.failed("argument 3 must be one character, not `" + fill + "`");
    }
    if (length < 0) {
      return Outcome.failed("argument 2 must not be negative, and is " + length);
    }
    if (length > Limits.MAX_TEXT) {
      return Limits.tooLong();
    }
    int missing = Math.max(0, (int) length - text.length());
    return Outcome.of(StringValue.of(fill.repeat(missing) + text));
  }
}
