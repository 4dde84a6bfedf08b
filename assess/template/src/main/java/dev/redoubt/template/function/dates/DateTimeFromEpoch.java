package dev.redoubt.template.function.dates;

import static dev.redoubt.estate.TypeHint.INT;
import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;

/// `dateTimeFromEpoch(seconds)`: converts seconds since 1970 to a date in ISO 8601.
final class DateTimeFromEpoch implements TemplateFunction.Strict {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(INT);

  @Override
  public String name() {
    return "dateTimeFromEpoch";
  }

  @Override
  public FunctionSignature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return STRING;
  }

  /// The last second of the year 9999.
  private static final long LAST = 253_402_300_799L;

  /// The first second of the year 1.
  private static final long FIRST = -62_135_596_800L;

  @Override
  public CallOutcome call(CallArguments arguments) {
    long seconds = arguments.integer(0);
    if (seconds < FIRST || seconds > LAST) {
      return CallOutcome.failed("the result is outside the years 1 to 9999");
    }
    OffsetDateTime date = OffsetDateTime.ofInstant(Instant.ofEpochSecond(seconds), ZoneOffset.UTC);
    String text = DotNetDateFormat.of(date, "yyyy-MM-ddTHH:mm:ssK");
    return CallOutcome.of(StringValue.of(Objects.requireNonNull(text)));
  }
}
