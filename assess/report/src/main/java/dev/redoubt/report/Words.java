package dev.redoubt.report;

import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Severity;
import java.util.Comparator;

/// Words and orders that several sections of the console report share.
final class Words {

  /// Worst first, then in the order of the article, then by control; stable within a control.
  static final Comparator<Finding> WORST_FIRST =
      Comparator.comparing(
              (Finding finding) -> finding.control().severity(), Comparator.reverseOrder())
          .thenComparing(finding -> finding.control().layer())
          .thenComparing(finding -> finding.control().id());

  private Words() {}

  /// `1 finding`, `2 findings`.
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /// Four letters, so that columns stand.
  static String tag(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "CRIT";
      case HIGH -> "HIGH";
      case MEDIUM -> "MED ";
      case LOW -> "LOW ";
    };
  }

  static Ink ink(Severity severity) {
    return switch (severity) {
      case CRITICAL -> Ink.BRIGHT_RED;
      case HIGH -> Ink.RED;
      case MEDIUM -> Ink.YELLOW;
      case LOW -> Ink.CYAN;
    };
  }
}
