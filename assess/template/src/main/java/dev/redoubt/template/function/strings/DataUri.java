package dev.redoubt.template.function.strings;

import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Limits;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// `dataUri(text)`.
final class DataUri implements TemplateFunction.Strict {

  private static final Signature SIGNATURE = Signature.of(STRING);

  @Override
  public String name() {
    return "dataUri";
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
    byte[] bytes = arguments.text(0).getBytes(StandardCharsets.UTF_8);
    return bytes.length > Limits.MAX_TEXT / 4 * 3
        ? Limits.tooLong()
        : Outcome.of(
            StringValue.of(
                "data:text/plain;charset=utf8;base64,"
                    + Base64.getEncoder().encodeToString(bytes)));
  }
}
