package dev.redoubt.policy.internal.expression;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/// Parses ISO 8601 dates for comparisons in policies.
public final class DateComparison {

  private DateComparison() {}

  /// The instant of `2026-11-24`, `2026-11-24T10:00:00` (taken as UTC) or a form with an offset.
  ///
  /// @throws DateTimeException if the text has another form
  public static Instant parse(String text) {
    String upper = text.trim().replace(' ', 'T');
    if (upper.length() <= 10) {
      return LocalDate.parse(upper).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    boolean hasOffset =
        upper.endsWith("Z") || upper.indexOf('+', 10) > 0 || upper.indexOf('-', 10) > 0;
    return hasOffset
        ? OffsetDateTime.parse(upper).toInstant()
        : LocalDateTime.parse(upper).toInstant(ZoneOffset.UTC);
  }

  /// Whether a text is a date.
  public static boolean isDate(String text) {
    if (text.length() < 10 || text.charAt(4) != '-') {
      return false;
    }
    try {
      parse(text);
      return true;
    } catch (DateTimeException _) {
      return false;
    }
  }
}
