package dev.redoubt.template.function.dates;

import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;

/// `dateTimeAdd(base, duration, format)`: adds a duration to a date. A year is 365 days and a month
/// is 30 days, as documented. Without a format the result is in ISO 8601, whatever the form of the
/// base: Azure returns that, although its documentation promises the form of the base.
final class DateTimeAdd implements TemplateFunction.Strict {

  private static final FunctionSignature SIGNATURE =
      FunctionSignature.of(STRING, STRING).optional(STRING);

  @Override
  public String name() {
    return "dateTimeAdd";
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
    OffsetDateTime base = IsoDate.parse(arguments.text(0));
    if (base == null) {
      return CallOutcome.failed(
          "argument 1 must be an ISO 8601 date, not `" + arguments.text(0) + "`");
    }
    Duration duration = IsoDate.duration(arguments.text(1));
    if (duration == null) {
      return CallOutcome.failed(
          "argument 2 must be an ISO 8601 duration, not `" + arguments.text(1) + "`");
    }
    OffsetDateTime moved;
    try {
      moved = base.plus(duration);
    } catch (DateTimeException | ArithmeticException _) {
      moved = OffsetDateTime.MAX;
    }
    if (moved.getYear() < 1 || moved.getYear() > 9999) {
      return CallOutcome.failed("the result is outside the years 1 to 9999");
    }
    String text = DotNetDateFormat.of(moved, arguments.text(2, "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"));
    return text == null
        ? CallOutcome.failed("argument 3 must be a date format, not `" + arguments.text(2) + "`")
        : CallOutcome.of(StringValue.of(text));
  }
}
