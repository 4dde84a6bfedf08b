package dev.redoubt.report;

import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceLocation;
import dev.redoubt.findings.Assessment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Writes the section PROBLEMS: errors and warnings about inputs, errors first.
final class ConsoleProblems {

  /// A broken input can cause thousands of messages.
  private static final int MAX_MESSAGES = 20;

  /// Locations shown per message.
  private static final int MAX_PLACES = 3;

  private final Assessment assessment;
  private final ConsoleLayout page;

  ConsoleProblems(Assessment assessment, ConsoleLayout page) {
    this.assessment = assessment;
    this.page = page;
  }

  private record Message(Problem.Severity severity, String text) {}

  void write() throws IOException {
    if (assessment.problems().isEmpty()) {
      return;
    }
    Map<Message, List<String>> places = new LinkedHashMap<>();
    assessment.problems().stream()
        .sorted(Comparator.comparing(Problem::severity))
        .forEach(
            problem ->
                places
                    .computeIfAbsent(
                        new Message(problem.severity(), problem.message()), _ -> new ArrayList<>())
                    .add(place(problem)));
    page.blank();
    page.fold(new ConsoleLayout.Head("PROBLEMS  ", ConsoleColour.BOLD), summary());
    int shown = 0;
    for (Map.Entry<Message, List<String>> entry : places.entrySet()) {
      if (shown++ == MAX_MESSAGES) {
        page.fold(
            ConsoleLayout.Head.of("  "),
            "and "
                + ReportWording.count(places.size() - MAX_MESSAGES, "more message")
                + "; `--format json` lists all");
        return;
      }
      message(entry.getKey(), entry.getValue());
    }
  }

  /// The location; of an error with its column, because an error is corrected there.
  private String place(Problem problem) {
    if (!problem.origin().isWritten()) {
      return "";
    }
    SourceLocation location = assessment.files().locate(problem.origin());
    return problem.severity() == Problem.Severity.ERROR
        ? location.withColumn()
        : location.toString();
  }

  private String summary() {
    List<String> parts = new ArrayList<>();
    for (Problem.Severity severity : Problem.Severity.values()) {
      long count = assessment.problems().stream().filter(p -> p.severity() == severity).count();
      if (count > 0) {
        parts.add(
            severity == Problem.Severity.INFO
                ? ReportWording.count(count, "note")
                : ReportWording.count(count, severity.name().toLowerCase(Locale.ROOT)));
      }
    }
    return String.join(", ", parts);
  }

  private void message(Message message, List<String> places) throws IOException {
    List<String> written = places.stream().filter(place -> !place.isEmpty()).distinct().toList();
    ConsoleLayout.Head head =
        switch (message.severity()) {
          case ERROR -> new ConsoleLayout.Head("  error    ", ConsoleColour.RED);
          case WARNING -> new ConsoleLayout.Head("  warning  ", ConsoleColour.YELLOW);
          case INFO -> new ConsoleLayout.Head("  note     ", ConsoleColour.CYAN);
        };
    if (written.isEmpty()) {
      page.fold(head, message.text());
      return;
    }
    page.fold(head, written.getFirst() + ": " + message.text());
    int shown = Math.min(written.size(), MAX_PLACES);
    for (String place : written.subList(1, shown)) {
      page.fold(ConsoleLayout.Head.of("  also     "), place);
    }
    if (written.size() > shown) {
      page.fold(
          ConsoleLayout.Head.of("           "),
          "and at " + ReportWording.count(written.size() - shown, "more location"));
    }
  }
}
