package dev.redoubt.template.function.strings;

import static dev.redoubt.estate.TypeHint.INT;
import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.JsonWriter;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionLimits;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;

/// `padLeft(value, length, character)`: pads a string on the left to a minimum length, with spaces
/// unless a character is given.
final class PadLeft implements TemplateFunction.Strict {

  private static final FunctionSignature SIGNATURE =
      FunctionSignature.of().either(STRING, INT).either(INT).optional(STRING);

  @Override
  public String name() {
    return "padLeft";
  }

  @Override
  public FunctionSignature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return STRING;
  }

  @Override
  public CallOutcome call(CallArguments arguments) {
    String text = JsonWriter.asText(arguments.get(0));
    long length = arguments.integer(1);
    String fill = arguments.text(2, " ");
    if (fill.length() != 1) {
      return CallOutcome.failed("argument 3 must be one character, not `" + fill + "`");
    }
    if (length < 0) {
      return CallOutcome.failed("argument 2 must not be negative, but is " + length);
    }
    if (length > FunctionLimits.MAX_TEXT) {
      return FunctionLimits.tooLong();
    }
    int missing = Math.max(0, (int) length - text.length());
    return CallOutcome.of(StringValue.of(fill.repeat(missing) + text));
  }
}
