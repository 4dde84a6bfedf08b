package dev.redoubt.template.function.dates;

import static dev.redoubt.estate.TypeHint.INT;
import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;
import java.time.OffsetDateTime;

/// `dateTimeToEpoch(date)`: converts a date to whole seconds since 1970.
final class DateTimeToEpoch implements TemplateFunction.Strict {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(STRING);

  @Override
  public String name() {
    return "dateTimeToEpoch";
  }

  @Override
  public FunctionSignature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return INT;
  }

  @Override
  public CallOutcome call(CallArguments arguments) {
    OffsetDateTime date = IsoDate.parse(arguments.text(0));
    return date == null
        ? CallOutcome.failed("argument 1 must be an ISO 8601 date, not `" + arguments.text(0) + "`")
        : CallOutcome.of(NumberValue.of(date.toEpochSecond()));
  }
}
