package dev.redoubt.template.function.strings;

import static dev.redoubt.estate.TypeHint.ANY;
import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Residuals;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;

/// `format(pattern, ...)`: .NET's composite formatting.
final class Format implements TemplateFunction.Partial {

  private static final Signature SIGNATURE = Signature.of(STRING).rest(ANY);

  @Override
  public String name() {
    return "format";
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
    return arguments.get(0) instanceof StringValue(var pattern, _)
        ? CompositeFormat.format(pattern, arguments)
        : Residuals.of(this, arguments);
  }
}
