package dev.redoubt.policy.internal.expression;

import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/// `addDays(dateTime, days)`: a date in ISO 8601 and a number of days, which may be negative.
final class AddDays implements TemplateFunction.Strict {

  /// The format `yyyy-MM-ddTHH:mm:ss.FFFFFFFZ` of Azure Policy: up to seven digits of a second,
  /// without zeros at the end.
  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .appendPattern("yyyy-MM-dd'T'HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 7, true)
          .appendLiteral('Z')
          .toFormatter(Locale.ROOT);

  /// More days than between any two dates that a four-digit year can write.
  private static final long MAX_DAYS = 3_700_000;

  @Override
  public String name() {
    return "addDays";
  }

  @Override
  public FunctionSignature signature() {
    return FunctionSignature.of(TypeHint.STRING, TypeHint.INT);
  }

  @Override
  public TypeHint result() {
    return TypeHint.STRING;
  }

  @Override
  public CallOutcome call(CallArguments arguments) {
    long days = arguments.integer(1);
    if (Math.abs(days) > MAX_DAYS) {
      return CallOutcome.failed("`" + days + "` days are out of range");
    }
    try {
      Instant instant = DateComparison.parse(arguments.text(0));
      OffsetDateTime moved = instant.atOffset(ZoneOffset.UTC).plusDays(days);
      return CallOutcome.of(StringValue.of(FORMAT.format(moved)));
    } catch (DateTimeException _) {
      return CallOutcome.failed("`" + arguments.text(0) + "` is not a date in ISO 8601");
    }
  }
}
