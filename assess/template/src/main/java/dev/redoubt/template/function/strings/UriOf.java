package dev.redoubt.template.function.strings;

import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Limits;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;

/// `uri(base, relative)`: the absolute URI that a relative one means at a base, by RFC 3986,
/// section 5.
final class UriOf implements TemplateFunction.Strict {

  private static final Signature SIGNATURE = Signature.of(STRING, STRING);

  @Override
  public String name() {
    return "uri";
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
    UriText base = UriText.parse(arguments.text(0));
    if (base.scheme() == null) {
      return Outcome.failed("argument 1 must be an absolute URI, not `" + arguments.text(0) + "`");
    }
    String text = base.resolve(UriText.parse(arguments.text(1))).print();
    return text.length() > Limits.MAX_TEXT ? Limits.tooLong() : Outcome.of(StringValue.of(text));
  }
}
