package dev.redoubt.report;

import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceLocation;
import dev.redoubt.findings.Assessment;
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

/// Writes the section PROBLEMS: errors and warnings about inputs, errors first.
final class ConsoleProblems {

  /// A broken input can cause thousands of messages.
  private static final int MAX_MESSAGES = 20;

  /// Locations shown per message.
  private static final int MAX_PLACES = 3;

  /// Names shown of a list in a message, if it has more than twice as many.
  private static final int MAX_NAMES = 3;

  /// So many messages that differ in their names only are one message.
  private static final int MIN_SIMILAR = 3;

  /// Names shown of messages that differ in their names only.
  private static final int MAX_SIMILAR = 30;

  private static final Pattern NAME = Pattern.compile("`[^`]*`");
  private static final Pattern LIST =
      Pattern.compile(
          "((?:`[^`]*`, ){" + MAX_NAMES + "})((?:`[^`]*`, ){" + (MAX_NAMES - 1) + ",}`[^`]*`)");

  private final Assessment assessment;
  private final ConsoleLayout page;
  private final boolean isComplete;

  /// @param isComplete whether to write each message on its own, with all names
  ConsoleProblems(Assessment assessment, ConsoleLayout page, boolean isComplete) {
    this.assessment = assessment;
    this.page = page;
    this.isComplete = isComplete;
  }

  private record Message(Problem.Severity severity, String text) {

    /// The text without names. Errors are corrected one by one, so each is shown.
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
    List<List<Message>> groups = groups(places.keySet());
    int shown = 0;
    for (List<Message> group : groups) {
      if (shown++ == MAX_MESSAGES) {
        page.fold(
            ConsoleLayout.Head.of("  "),
            "and "
                + ReportWording.count(groups.size() - MAX_MESSAGES, "more message")
                + "; `--format json` lists all");
        return;
      }
      message(group.getFirst(), places.getOrDefault(group.getFirst(), List.of()));
      similar(group);
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

  /// Whether the first names tell messages apart, so that the names alone can be listed.
  private static boolean areNamed(List<Message> alike) {
    return alike.stream().map(Message::name).distinct().count() == alike.size();
  }

  /// The names in the other messages of a group.
  private void similar(List<Message> group) throws IOException {
    List<String> names = group.stream().skip(1).map(Message::name).toList();
    if (names.isEmpty()) {
      return;
    }
    int more = names.size() - MAX_SIMILAR;
    page.fold(
        ConsoleLayout.Head.of("  likewise "),
        String.join(", ", names.subList(0, Math.min(names.size(), MAX_SIMILAR)))
            + (more > 0 ? " and " + more + " more" : "")
            + " (`--verbose` shows each)");
  }

  private String shortened(String text) {
    return isComplete
        ? text
        : LIST.matcher(text)
            .replaceAll(
                list ->
                    Matcher.quoteReplacement(
                        list.group(1).substring(0, list.group(1).length() - 2)
                            + " and "
                            + NAME.matcher(list.group(2)).results().count()
                            + " more (`--verbose` lists all)"));
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
      page.fold(head, shortened(message.text()));
      return;
    }
    page.fold(head, written.getFirst() + ": " + shortened(message.text()));
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
