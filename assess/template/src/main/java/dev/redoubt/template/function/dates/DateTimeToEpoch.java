package dev.redoubt.template.function.dates;

import static dev.redoubt.estate.TypeHint.INT;
import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;
import java.time.OffsetDateTime;

/// `dateTimeToEpoch(date)`: the whole seconds from 1970 to a date.
final class DateTimeToEpoch implements TemplateFunction.Strict {

  private static final Signature SIGNATURE = Signature.of(STRING);

  @Override
  public String name() {
    return "dateTimeToEpoch";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return INT;
  }

  @Override
  public Outcome call(Arguments arguments) {
    OffsetDateTime date = IsoDate.parse(arguments.text(0));
    return date == null
        ? Outcome.failed("argument 1 must be an ISO 8601 date, not `" + arguments.text(0) + "`")
        : Outcome.of(NumberValue.of(date.toEpochSecond()));
  }
}
