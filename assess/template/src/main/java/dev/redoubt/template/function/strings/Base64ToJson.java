package dev.redoubt.template.function.strings;

import static dev.redoubt.estate.TypeHint.ANY;
import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;
import dev.redoubt.template.function.objects.TextJson;

/// `base64ToJson(text)`: the JSON in base 64.
final class Base64ToJson implements TemplateFunction.Strict {

  private static final Signature SIGNATURE = Signature.of(STRING);

  @Override
  public String name() {
    return "base64ToJson";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return ANY;
  }

  @Override
  public Outcome call(Arguments arguments) {
    String text = Base64Text.decode(arguments.text(0));
    return text == null
        ? Outcome.failed("argument 1 must be base 64")
        : TextJson.parse(text, arguments.origin());
  }
}
