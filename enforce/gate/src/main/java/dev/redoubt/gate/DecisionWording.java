package dev.redoubt.gate;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.stream.Collectors;

/// Formats values for the sentences of decisions.
final class DecisionWording {

  /// Longer values are truncated.
  private static final int MAX_SHOWN = 80;

  private DecisionWording() {}

  /// Formats text from outside for a message: truncated, without control characters.
  static String shown(String text) {
    String plain = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}]", "?");
    return plain.length() > MAX_SHOWN ? plain.substring(0, MAX_SHOWN) + "..." : plain;
  }

  /// `30 days`, `12 hours`.
  static String of(Duration duration) {
    long minutes = duration.toMinutes();
    if (minutes % (24 * 60) == 0) {
      return counted(minutes / (24 * 60), "day");
    }
    return minutes % 60 == 0 ? counted(minutes / 60, "hour") : counted(minutes, "minute");
  }

  /// `1 approval`, `2 approvals`.
  static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  /// The shortest usual notation: `0.8`, `1`, `infinity`.
  static String number(double value) {
    if (Double.isNaN(value)) {
      return "no number";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "infinity" : "-infinity";
    }
    return value == 0 ? "0" : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  /// Joins texts, each in backticks.
  static String quoted(Collection<String> all) {
    return all.stream().map(each -> "`" + each + "`").collect(Collectors.joining(", "));
  }
}
