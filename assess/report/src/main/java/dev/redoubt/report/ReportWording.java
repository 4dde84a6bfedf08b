package dev.redoubt.report;

import dev.redoubt.estate.NameSegment;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Severity;
import java.util.Comparator;
import java.util.stream.Collectors;

/// Words and sort orders that several reports share.
final class ReportWording {

  /// Worst first, then in the order of the article, then by control; stable within a control.
  static final Comparator<Finding> WORST_FIRST =
      Comparator.comparing(
              (Finding finding) -> finding.control().severity(), Comparator.reverseOrder())
          .thenComparing(finding -> finding.control().layer())
          .thenComparing(finding -> finding.control().id());

  /// Replaces the unknown part of a name.
  private static final String UNKNOWN_PART = "{...}";

  /// Longer than names in Azure; an expression of that length does not help a reader.
  private static final int MAX_NAME = 64;

  private ReportWording() {}

  /// `1 finding`, `2 findings`.
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /// The last segment of the type and the name, with a placeholder for unknown parts of the name.
  static String resource(Finding finding) {
    ResourceKey key = finding.resource().key();
    return key.type().lastSegment()
        + " "
        + key.names().stream().map(ReportWording::name).collect(Collectors.joining("/"));
  }

  private static String name(NameSegment segment) {
    if (segment.value() instanceof Unknown(ResidualExpression.Text(var parts), _, _, _, _)) {
      return parts.stream()
          .map(part -> part instanceof StringValue(var text, _) ? text : UNKNOWN_PART)
          .collect(Collectors.joining());
    }
    String text = segment.toString();
    return text.length() > MAX_NAME ? UNKNOWN_PART : text;
  }

  /// The condition of a violation, and the input that decides it.
  ///
  /// @param longest in characters, of the condition
  static String condition(Finding.Condition when, int longest) {
    String text = "`" + ConsoleLayout.shorten(when.text(), longest) + "`";
    return when.resolvedBy().isEmpty() ? text : text + "; resolved by " + when.resolvedBy();
  }

  /// Four letters, so that columns are aligned.
  static String tag(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "CRIT";
      case HIGH -> "HIGH";
      case MEDIUM -> "MED ";
      case LOW -> "LOW ";
    };
  }

  static ConsoleColour ink(Severity severity) {
    return switch (severity) {
      case CRITICAL -> ConsoleColour.BRIGHT_RED;
      case HIGH -> ConsoleColour.RED;
      case MEDIUM -> ConsoleColour.YELLOW;
      case LOW -> ConsoleColour.CYAN;
    };
  }
}
