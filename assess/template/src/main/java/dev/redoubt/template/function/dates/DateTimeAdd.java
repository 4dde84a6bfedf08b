package dev.redoubt.template.function.dates;

import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;

/// `dateTimeAdd(base, duration, format)`: a date moved by a duration. A year is 365 days and a
/// month 30, as documented. Without a format it is ISO 8601, whatever the form of the base: that is
/// what Azure returns, although its documentation promises the form of the base.
final class DateTimeAdd implements TemplateFunction.Strict {

  private static final Signature SIGNATURE = Signature.of(STRING, STRING).optional(STRING);

  @Override
  public String name() {
    return "dateTimeAdd";
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
    OffsetDateTime base = IsoDate.parse(arguments.text(0));
    if (base == null) {
      return Outcome.failed("argument 1 must be an ISO 8601 date, not `" + arguments.text(0) + "`");
    }
    Duration duration = IsoDate.duration(arguments.text(1));
    if (duration == null) {
      return Outcome.failed(
          "argument 2 must be an ISO 8601 duration, not `" + arguments.text(1) + "`");
    }
    OffsetDateTime moved;
    try {
      moved = base.plus(duration);
    } catch (DateTimeException | ArithmeticException _) {
      moved = OffsetDateTime.MAX;
    }
    if (moved.getYear() < 1 || moved.getYear() > 9999) {
      return Outcome.failed("leaves the years 1 to 9999");
    }
    String text = DateText.of(moved, arguments.text(2, "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"));
    return text == null
        ? Outcome.failed("argument 3 must be a date format, not `" + arguments.text(2) + "`")
        : Outcome.of(StringValue.of(text));
  }
}
