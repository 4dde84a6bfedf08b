package dev.redoubt.template.function.strings;

import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionLimits;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// `base64(text)`: encodes the UTF-8 bytes of a string as base64.
final class ToBase64 implements TemplateFunction.Strict {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(STRING);

  @Override
  public String name() {
    return "base64";
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
    byte[] bytes = arguments.text(0).getBytes(StandardCharsets.UTF_8);
    return bytes.length > FunctionLimits.MAX_TEXT / 4 * 3
        ? FunctionLimits.tooLong()
        : CallOutcome.of(StringValue.of(Base64.getEncoder().encodeToString(bytes)));
  }
}
