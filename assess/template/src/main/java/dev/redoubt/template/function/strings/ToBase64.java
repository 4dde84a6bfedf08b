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

/// `base64(text)`: of the text's bytes in UTF-8.
final class ToBase64 implements TemplateFunction.Strict {

  private static final Signature SIGNATURE = Signature.of(STRING);

  @Override
  public String name() {
    return "base64";
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
        : Outcome.of(StringValue.of(Base64.getEncoder().encodeToString(bytes)));
  }
}
