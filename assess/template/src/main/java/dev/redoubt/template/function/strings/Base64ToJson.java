package dev.redoubt.template.function.strings;

import static dev.redoubt.estate.TypeHint.ANY;
import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;
import dev.redoubt.template.function.objects.LenientJson;

/// `base64ToJson(text)`: decodes base64 and parses the result as JSON.
final class Base64ToJson implements TemplateFunction.Strict {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(STRING);

  @Override
  public String name() {
    return "base64ToJson";
  }

  @Override
  public FunctionSignature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return ANY;
  }

  @Override
  public CallOutcome call(CallArguments arguments) {
    String text = LenientBase64.decode(arguments.text(0));
    return text == null
        ? CallOutcome.failed("argument 1 must be base64")
        : LenientJson.parse(text, arguments.origin());
  }
}
