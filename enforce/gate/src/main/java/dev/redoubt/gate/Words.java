package dev.redoubt.gate;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.stream.Collectors;

/// How decisions say things.
final class Words {

  private Words() {}

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

  /// As somebody writes it: `0.8`, `1`, `infinity`.
  static String number(double value) {
    if (Double.isNaN(value)) {
      return "no number";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "infinity" : "-infinity";
    }
    return value == 0 ? "0" : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  /// Each in backticks.
  static String quoted(Collection<String> all) {
    return all.stream().map(each -> "`" + each + "`").collect(Collectors.joining(", "));
  }
}
