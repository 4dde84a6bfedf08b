package dev.redoubt.report;

import dev.redoubt.findings.Severity;

/// How the console shows severities.
final class ConsoleSeverity {

  private ConsoleSeverity() {}

  /// Four letters, so that columns are aligned.
  public static String tag(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "CRIT";
      case HIGH -> "HIGH";
      case MEDIUM -> "MED ";
      case LOW -> "LOW ";
    };
  }

  public static ConsoleColour ink(Severity severity) {
    return switch (severity) {
      case CRITICAL -> ConsoleColour.BRIGHT_RED;
      case HIGH -> ConsoleColour.RED;
      case MEDIUM -> ConsoleColour.YELLOW;
      case LOW -> ConsoleColour.CYAN;
    };
  }
}
