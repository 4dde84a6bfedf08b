package dev.redoubt.template.function.dates;

import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.Cause;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;
import java.time.OffsetDateTime;

/// `utcNow(format)`: the time of the deployment, which nobody knows before. Two calls with the same
/// format are the same unknown.
final class UtcNow implements TemplateFunction.Strict {

  private static final Signature SIGNATURE = Signature.of().optional(STRING);

  @Override
  public String name() {
    return "utcNow";
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
      new Cause(Cause.Kind.DEPLOYMENT_TIME, "the time of the deployment is not known", "");

  @Override
  public Outcome call(Arguments arguments) {
    if (!arguments.has(0)) {
      return Outcome.of(Unknown.symbol("utcNow()", CAUSE, STRING, arguments.origin()));
    }
    String format = arguments.text(0);
    if (DateText.of(OffsetDateTime.MIN.withYear(2000), format) == null) {
      return Outcome.failed("argument 1 must be a date format, not `" + format + "`");
    }
    String expression = "utcNow('" + format.replace("'", "''") + "')";
    return Outcome.of(Unknown.symbol(expression, CAUSE, STRING, arguments.origin()));
  }
}
