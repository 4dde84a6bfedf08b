package dev.redoubt.template.function.strings;

import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// `uriComponentToString(text)`: decodes percent-encoding; invalid sequences are kept.
final class UriComponentToString implements TemplateFunction.Strict {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(STRING);

  @Override
  public String name() {
    return "uriComponentToString";
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
    return CallOutcome.of(StringValue.of(decode(arguments.text(0))));
  }

  static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int at = 0;
    while (at < text.length()) {
      int decoded = decoded(text, at);
      if (decoded >= 0) {
        bytes.write(decoded);
        at += 3;
        continue;
      }
      out.append(bytes.toString(StandardCharsets.UTF_8));
      bytes.reset();
      out.append(text.charAt(at++));
    }
    return out.append(bytes.toString(StandardCharsets.UTF_8)).toString();
  }

  private static int decoded(String text, int at) {
    if (text.charAt(at) != '%' || at + 2 >= text.length()) {
      return -1;
    }
    int high = Character.digit(text.charAt(at + 1), 16);
    int low = Character.digit(text.charAt(at + 2), 16);
    return high < 0 || low < 0 ? -1 : 16 * high + low;
  }
}
