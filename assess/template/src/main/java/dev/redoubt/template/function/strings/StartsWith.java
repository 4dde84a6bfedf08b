package dev.redoubt.template.function.strings;

import static dev.redoubt.estate.TypeHint.BOOL;
import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Certainty;
import dev.redoubt.template.function.Choices;
import dev.redoubt.template.function.KnownText;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Residuals;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;

/// `startsWith(text, start)`, ignoring case.
final class StartsWith implements TemplateFunction.Partial {

  private static final Signature SIGNATURE = Signature.of(STRING, STRING);

  @Override
  public String name() {
    return "startsWith";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return BOOL;
  }

  @Override
  public Outcome call(Arguments arguments) {
    return Choices.spread(
        this,
        arguments,
        each ->
            each.get(1) instanceof StringValue(var start, _)
                ? Residuals.of(KnownText.of(each.get(0)).startsWith(start), this, each)
                : Residuals.of(
                    each.get(0).equals(each.get(1)) ? Certainty.YES : Certainty.UNKNOWN,
                    this,
                    each));
  }
}
