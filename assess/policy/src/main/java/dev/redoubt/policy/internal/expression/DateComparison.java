package dev.redoubt.policy.internal.expression;

import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

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

  /// The order of two dates; null if one of the texts is not a date.
  public static @Nullable Integer compare(String left, String right) {
    Instant mine = find(left);
    Instant theirs = mine == null ? null : find(right);
    return mine == null || theirs == null ? null : (Integer) mine.compareTo(theirs);
  }

  /// Whether a value is a date; an unknown string may be one.
  public static boolean isDate(Value value) {
    return value instanceof Unknown
        || (value instanceof StringValue(var text, _) && find(text) != null);
  }

  private static @Nullable Instant find(String text) {
    if (text.length() < 10 || text.charAt(4) != '-') {
      return null;
    }
    try {
      return parse(text);
    } catch (DateTimeException _) {
      return null;
    }
  }
}
