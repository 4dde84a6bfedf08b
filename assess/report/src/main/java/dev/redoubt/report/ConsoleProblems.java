package dev.redoubt.report;

import dev.redoubt.estate.Problem;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.result.FindingWording;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes the section PROBLEMS: errors and warnings about inputs, errors first. Errors are shown in
/// full, because they are corrected one by one; of a warning, two lines a cause, of a note, one. A
/// cause that the section UNKNOWN names is not repeated.
final class ConsoleProblems {

  /// A broken input can cause thousands of messages.
  private static final int MAX_MESSAGES = 20;

  /// So many messages that differ in their names only are one message.
  private static final int MIN_SIMILAR = 2;

  /// The first line of a warning often ends before it says what is wrong.
  private static final int WARNING_LINES = 2;

  /// Further locations shown per message.
  private static final int MAX_PLACES = 9;

  private static final Pattern NAME = Pattern.compile("`[^`]*`");

  private final Assessment assessment;
  private final ConsoleLayout page;
  private final ConsolePaths paths;
  private final boolean isComplete;

  /// @param isComplete whether to write each message on its own, in full
  ConsoleProblems(
      Assessment assessment, ConsoleLayout page, ConsolePaths paths, boolean isComplete) {
    this.assessment = assessment;
    this.page = page;
    this.paths = paths;
    this.isComplete = isComplete;
  }

  private record Message(Problem.Severity severity, String text) {

    /// The text without names.
    String shape() {
      return severity == Problem.Severity.ERROR
          ? text
          : severity + NAME.matcher(text).replaceAll("`");
    }

    /// The first name in the text, with its quotes; empty without one.
    String name() {
      Matcher matcher = NAME.matcher(text);
      return matcher.find() ? matcher.group() : "";
    }
  }

  /// Writes everything.
  void write() throws IOException {
    write(
        assessment.problems().stream()
            .filter(each -> isComplete || !FindingWording.isSaidAsUnknown(each, assessment))
            .toList());
  }

  /// Writes the errors alone.
  void writeErrors() throws IOException {
    write(
        assessment.problems().stream()
            .filter(each -> each.severity() == Problem.Severity.ERROR)
            .toList());
  }

  private void write(List<Problem> problems) throws IOException {
    if (problems.isEmpty()) {
      return;
    }
    Map<Message, List<String>> places = new LinkedHashMap<>();
    problems.stream()
        .sorted(Comparator.comparing(Problem::severity))
        .forEach(
            problem ->
                places
                    .computeIfAbsent(
                        new Message(problem.severity(), problem.message()), _ -> new ArrayList<>())
                    .add(problem.origin().isWritten() ? paths.place(problem.origin()) : ""));
    page.blank();
    page.fold(
        new ConsoleLayout.Head("PROBLEMS  ", ConsoleColour.BOLD),
        summary(problems) + (isShortened(problems) ? "; `--verbose` shows them in full" : ""));
    List<List<Message>> groups = groups(places.keySet());
    int shown = 0;
    for (List<Message> group : groups) {
      if (shown++ == MAX_MESSAGES) {
        page.fold(
            ConsoleLayout.Head.of("  "),
            "and "
                + FindingWording.count(groups.size() - MAX_MESSAGES, "more message")
                + "; `--format json` lists all");
        return;
      }
      message(group, places);
    }
  }

  /// The messages in order; those that differ in their names only are together.
  private List<List<Message>> groups(Collection<Message> messages) {
    Map<String, List<Message>> byShape = new LinkedHashMap<>();
    messages.forEach(
        each -> byShape.computeIfAbsent(each.shape(), _ -> new ArrayList<>()).add(each));
    List<List<Message>> groups = new ArrayList<>();
    Set<String> written = new HashSet<>();
    for (Message each : messages) {
      List<Message> alike = byShape.getOrDefault(each.shape(), List.of(each));
      if (isComplete || alike.size() < MIN_SIMILAR || !areNamed(alike)) {
        groups.add(List.of(each));
      } else if (written.add(each.shape())) {
        groups.add(alike);
      }
    }
    return groups;
  }

  /// Whether the first names tell messages apart, so that one stands for all.
  private static boolean areNamed(List<Message> alike) {
    return alike.stream().map(Message::name).distinct().count() == alike.size();
  }

  private boolean isShortened(List<Problem> problems) {
    return !isComplete
        && problems.stream().anyMatch(each -> each.severity() != Problem.Severity.ERROR);
  }

  private static String summary(List<Problem> problems) {
    List<String> parts = new ArrayList<>();
    for (Problem.Severity severity : Problem.Severity.values()) {
      long count = problems.stream().filter(p -> p.severity() == severity).count();
      if (count > 0) {
        parts.add(
            severity == Problem.Severity.INFO
                ? FindingWording.count(count, "note")
                : FindingWording.count(count, severity.name().toLowerCase(Locale.ROOT)));
      }
    }
    return String.join(", ", parts);
  }

  private void message(List<Message> group, Map<Message, List<String>> places) throws IOException {
    Message message = group.getFirst();
    List<String> written =
        group.stream()
            .flatMap(each -> places.getOrDefault(each, List.of()).stream())
            .filter(place -> !place.isEmpty())
            .distinct()
            .toList();
    ConsoleLayout.Head head =
        switch (message.severity()) {
          case ERROR -> new ConsoleLayout.Head("  error    ", ConsoleColour.RED);
          case WARNING -> new ConsoleLayout.Head("  warning  ", ConsoleColour.YELLOW);
          case INFO -> new ConsoleLayout.Head("  note     ", ConsoleColour.CYAN);
        };
    boolean isFull = isComplete || message.severity() == Problem.Severity.ERROR;
    String first = written.isEmpty() ? "" : written.getFirst();
    String more = more(group.size() - 1, written.size() - 1, isFull);
    int lines = message.severity() == Problem.Severity.WARNING ? WARNING_LINES : 1;
    page.located(head, first, more + message.text(), isFull ? Integer.MAX_VALUE : lines);
    if (isFull) {
      for (String place : written.stream().skip(1).limit(MAX_PLACES).toList()) {
        page.unbroken("           ", place);
      }
      if (written.size() > MAX_PLACES + 1) {
        page.fold(
            ConsoleLayout.Head.of("           "),
            "and at " + FindingWording.count(written.size() - MAX_PLACES - 1, "more location"));
      }
    }
  }

  /// How many other messages or locations the line stands for.
  private static String more(int alike, int places, boolean isFull) {
    if (isFull || alike + places <= 0) {
      return "";
    }
    return alike > 0 ? "(and " + alike + " alike) " : "(and " + places + " more) ";
  }
}
