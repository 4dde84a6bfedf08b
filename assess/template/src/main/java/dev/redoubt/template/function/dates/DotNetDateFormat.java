package dev.redoubt.template.function.dates;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Formats dates with .NET format strings in the invariant culture: `u`, `yyyy-MM-dd`.
final class DotNetDateFormat {

  private final OffsetDateTime date;
  private final String format;
  private final StringBuilder out = new StringBuilder();
  private int at;

  private DotNetDateFormat(OffsetDateTime date, String format) {
    this.date = date;
    this.format = format;
  }

  /// Formats a date; returns null if the format does not exist.
  static @Nullable String of(OffsetDateTime date, String format) {
    if (format.isEmpty()) {
      return custom(date, "MM/dd/yyyy HH:mm:ss");
    }
    if (format.length() > 1) {
      return custom(date, format);
    }
    OffsetDateTime utc = date.withOffsetSameInstant(ZoneOffset.UTC);
    return switch (format.charAt(0)) {
      case 'd' -> custom(date, "MM/dd/yyyy");
      case 'D' -> custom(date, "dddd, dd MMMM yyyy");
      case 'f' -> custom(date, "dddd, dd MMMM yyyy HH:mm");
      case 'F' -> custom(date, "dddd, dd MMMM yyyy HH:mm:ss");
      case 'g' -> custom(date, "MM/dd/yyyy HH:mm");
      case 'G' -> custom(date, "MM/dd/yyyy HH:mm:ss");
      case 'M', 'm' -> custom(date, "MMMM dd");
      case 'O', 'o' -> custom(date, "yyyy-MM-ddTHH:mm:ss.fffffffK");
      case 'R', 'r' -> custom(utc, "ddd, dd MMM yyyy HH:mm:ss 'GMT'");
      case 's' -> custom(date, "yyyy-MM-ddTHH:mm:ss");
      case 't' -> custom(date, "HH:mm");
      case 'T' -> custom(date, "HH:mm:ss");
      case 'u' -> custom(utc, "yyyy-MM-dd HH:mm:ss'Z'");
      case 'U' -> custom(utc, "dddd, dd MMMM yyyy HH:mm:ss");
      case 'Y', 'y' -> custom(date, "yyyy MMMM");
      default -> null;
    };
  }

  private static @Nullable String custom(OffsetDateTime date, String format) {
    return new DotNetDateFormat(date, format).write();
  }

  private @Nullable String write() {
    while (at < format.length()) {
      char c = format.charAt(at);
      switch (c) {
        case '\'', '"' -> {
          int close = format.indexOf(c, at + 1);
          if (close < 0) {
            return null;
          }
          out.append(format, at + 1, close);
          at = close + 1;
        }
        case '\\' -> {
          if (at + 1 == format.length()) {
            return null;
          }
          out.append(format.charAt(at + 1));
          at += 2;
        }
        case '%' -> {
          if (at + 1 == format.length() || format.charAt(at + 1) == '%') {
            return null;
          }
          at++;
        }
        case 'd', 'f', 'F', 'g', 'h', 'H', 'K', 'm', 'M', 's', 't', 'y', 'z' -> {
          int count = run(c);
          at += count;
          if (!token(c, count)) {
            return null;
          }
        }
        default -> {
          out.append(c);
          at++;
        }
      }
    }
    return out.toString();
  }

  private int run(char c) {
    int end = at;
    while (end < format.length() && format.charAt(end) == c) {
      end++;
    }
    return end - at;
  }

  private boolean token(char c, int count) {
    switch (c) {
      case 'd' -> day(count);
      case 'f', 'F' -> {
        return fraction(count, c == 'F');
      }
      case 'g' -> out.append("A.D.");
      case 'h' -> number(date.getHour() % 12 == 0 ? 12 : date.getHour() % 12, Math.min(count, 2));
      case 'H' -> number(date.getHour(), Math.min(count, 2));
      case 'K' ->
          out.append((date.getOffset().equals(ZoneOffset.UTC) ? "Z" : offset(3)).repeat(count));
      case 'm' -> number(date.getMinute(), Math.min(count, 2));
      case 'M' -> month(count);
      case 's' -> number(date.getSecond(), Math.min(count, 2));
      case 't' -> out.append(date.getHour() < 12 ? "AM" : "PM", 0, Math.min(count, 2));
      case 'y' -> number(count <= 2 ? date.getYear() % 100 : date.getYear(), count);
      default -> out.append(offset(count));
    }
    return true;
  }

  private void day(int count) {
    switch (count) {
      case 1, 2 -> number(date.getDayOfMonth(), count);
      case 3 -> out.append(date.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH));
      default -> out.append(date.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
    }
  }

  private void month(int count) {
    switch (count) {
      case 1, 2 -> number(date.getMonthValue(), count);
      case 3 -> out.append(date.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH), 0, 3);
      default -> out.append(date.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
    }
  }

  /// Fractions of a second, at most seven digits, as in .NET. `F` drops trailing zeros and, if no
  /// digit remains, the preceding point.
  private boolean fraction(int count, boolean trimmed) {
    if (count > 7) {
      return false;
    }
    String digits = "%09d".formatted(date.getNano()).substring(0, count);
    if (trimmed) {
      digits = digits.replaceAll("0+$", "");
      if (digits.isEmpty() && !out.isEmpty() && out.charAt(out.length() - 1) == '.') {
        out.setLength(out.length() - 1);
      }
    }
    out.append(digits);
    return true;
  }

  private void number(int number, int digits) {
    String text = Integer.toString(number);
    out.repeat("0", Math.max(0, digits - text.length())).append(text);
  }

  private String offset(int count) {
    int minutes = date.getOffset().getTotalSeconds() / 60;
    String sign = minutes < 0 ? "-" : "+";
    int hours = Math.abs(minutes) / 60;
    String padded = count > 1 && hours < 10 ? "0" + hours : Integer.toString(hours);
    return count < 3 ? sign + padded : sign + padded + ":%02d".formatted(Math.abs(minutes) % 60);
  }
}
