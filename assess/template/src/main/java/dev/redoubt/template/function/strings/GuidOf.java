package dev.redoubt.template.function.strings;

import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Limits;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;

/// `guid(...)`: the UUID of version 5 of the texts, joined by hyphens, in Azure's namespace.
final class GuidOf implements TemplateFunction.Strict {

  private static final Signature SIGNATURE = Signature.of().rest(1, STRING);

  @Override
  public String name() {
    return "guid";
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
    String text = UniqueString.joined(arguments);
    return text == null ? Limits.tooLong() : Outcome.of(StringValue.of(NameHash.guid(text)));
  }
}
