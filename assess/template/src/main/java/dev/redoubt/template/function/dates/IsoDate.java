package dev.redoubt.template.function.dates;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses ISO 8601 dates and durations, including the variants that templates use: `utcNow()` is
/// `20200407T145314Z`, `utcNow('u')` is `2020-04-07 14:53:14Z`.
final class IsoDate {

  private static final Pattern DATE =
      Pattern.compile(
          "(\\d{4})(-?)(\\d\\d)\\2(\\d\\d)"
              + "(?:[Tt ](\\d\\d):?(\\d\\d)(?::?(\\d\\d)(?:[.,](\\d{1,9}))?)?"
              + " ?([Zz]|[+-]\\d\\d(?::?\\d\\d)?)?)?");

  private static final Pattern DURATION =
      Pattern.compile(
          "(-?)P(?:(\\d{1,9})Y)?(?:(\\d{1,9})M)?(?:(\\d{1,9})W)?(?:(\\d{1,9})D)?"
              + "(T(?:(\\d{1,9})H)?(?:(\\d{1,9})M)?(?:(\\d{1,9}(?:\\.\\d{1,9})?)S)?)?");

  private IsoDate() {}

  /// Parses a date; returns null if the text is not a date. Without an offset, UTC is assumed.
  static @Nullable OffsetDateTime parse(String text) {
    Matcher matcher = DATE.matcher(text.strip());
    if (!matcher.matches()) {
      return null;
    }
    try {
      return OffsetDateTime.of(
          number(matcher, 1),
          number(matcher, 3),
          number(matcher, 4),
          number(matcher, 5),
          number(matcher, 6),
          number(matcher, 7),
          nanos(matcher.group(8)),
          offset(matcher.group(9)));
    } catch (DateTimeException _) {
      return null;
    }
  }

  private static int number(Matcher matcher, int group) {
    String digits = matcher.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static int nanos(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt((digits + "00000000").substring(0, 9));
  }

  private static ZoneOffset offset(@Nullable String text) {
    if (text == null || text.equalsIgnoreCase("Z")) {
      return ZoneOffset.UTC;
    }
    return ZoneOffset.of(
        text.length() == 5 ? text.substring(0, 3) + ":" + text.substring(3) : text);
  }

  /// Parses a duration; returns null if the text is not a duration. A year is 365 days and a month
  /// is 30 days, according to Microsoft's documentation of `dateTimeAdd`.
  static @Nullable Duration duration(String text) {
    Matcher matcher = DURATION.matcher(text.strip());
    if (!matcher.matches() || matcher.group().endsWith("P") || "T".equals(matcher.group(6))) {
      return null;
    }
    long days =
        365L * number(matcher, 2)
            + 30L * number(matcher, 3)
            + 7L * number(matcher, 4)
            + number(matcher, 5);
    BigDecimal seconds =
        new BigDecimal(matcher.group(9) == null ? "0" : matcher.group(9))
            .movePointRight(9)
            .setScale(0, RoundingMode.DOWN);
    Duration whole =
        Duration.ofDays(days)
            .plusHours(number(matcher, 7))
            .plusMinutes(number(matcher, 8))
            .plusNanos(seconds.longValueExact());
    return matcher.group(1).isEmpty() ? whole : whole.negated();
  }
}
