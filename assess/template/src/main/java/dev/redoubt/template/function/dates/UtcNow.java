package dev.redoubt.template.function.dates;

import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;
import java.time.OffsetDateTime;

/// `utcNow(format)`: returns the deployment time, which is unknown before deployment. Two calls
/// with the same format yield the same unknown.
final class UtcNow implements TemplateFunction.Strict {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of().optional(STRING);

  @Override
  public String name() {
    return "utcNow";
  }

  @Override
  public FunctionSignature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return STRING;
  }

  private static final UnknownCause CAUSE =
      new UnknownCause(UnknownCause.Kind.DEPLOYMENT_TIME, "the deployment time is unknown", "");

  @Override
  public CallOutcome call(CallArguments arguments) {
    if (!arguments.has(0)) {
      return CallOutcome.of(Unknown.symbol("utcNow()", CAUSE, STRING, arguments.origin()));
    }
    String format = arguments.text(0);
    if (DotNetDateFormat.of(OffsetDateTime.MIN.withYear(2000), format) == null) {
      return CallOutcome.failed("argument 1 must be a date format, not `" + format + "`");
    }
    String expression = "utcNow('" + format.replace("'", "''") + "')";
    return CallOutcome.of(Unknown.symbol(expression, CAUSE, STRING, arguments.origin()));
  }
}
