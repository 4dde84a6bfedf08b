package dev.redoubt.template.function.strings;

import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.Cause;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;

/// `newGuid()`: another UUID in each deployment. Each place that calls it is an unknown of its own,
/// which the symbol names by the place's numbers of file, line and column.
final class NewGuid implements TemplateFunction.Strict {

  private static final Signature SIGNATURE = Signature.of();

  @Override
  public String name() {
    return "newGuid";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return STRING;
  }

  private static final Cause CAUSE =
      new Cause(Cause.Kind.DEPLOYMENT_TIME, "`newGuid()` is another value in each deployment", "");

  @Override
  public Outcome call(Arguments arguments) {
    Origin origin = arguments.origin();
    String expression =
        "newGuid('%d:%d:%d')".formatted(origin.file(), origin.line(), origin.column());
    return Outcome.of(Unknown.symbol(expression, CAUSE, STRING, origin));
  }
}
