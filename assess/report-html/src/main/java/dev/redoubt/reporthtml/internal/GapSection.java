package dev.redoubt.reporthtml.internal;

import dev.redoubt.estate.Problem;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Assessment.UnknownGroup;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.PlatformFact;
import dev.redoubt.findings.Verdict;
import dev.redoubt.findings.result.AssessmentGaps;
import dev.redoubt.findings.result.FindingWording;
import dev.redoubt.findings.result.LoweredSeverities;
import dev.redoubt.findings.result.UnknownCauses;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What is unknown, what could not be read, and what is accepted: as prominent as the violations.
///
/// @param unknownSummary `9 verdicts, 2 root causes`
/// @param gaps parts of the workload that were not assessed
/// @param accepted lower severities and passes that rest on declared facts
public record GapSection(
    String unknownSummary,
    List<Cause> causes,
    List<Message> problems,
    List<AssessmentGaps.Gap> gaps,
    List<Accepted> accepted) {

  /// The places that one message shows.
  private static final int MAX_PLACES = 10;

  /// A root cause of unknown verdicts.
  ///
  /// @param number of verdicts; `?` if they cannot be counted
  /// @param controls the controls with such verdicts, with the number of each
  public record Cause(
      String number, String text, String resolvedBy, boolean isKnownLater, List<Count> controls) {}

  /// A control with a number.
  public record Count(String anchor, String severity, String title, long number) {}

  /// A problem of the inputs with all its places.
  ///
  /// @param more places that are not listed
  public record Message(String severity, String style, String text, List<Place> places, int more) {

    private static final int MAX_NOTE = 300;

    /// Whether it is a note that hides what matters more. Errors and warnings are shown in full.
    public boolean isLong() {
      return severity.equals("note") && text.length() > MAX_NOTE;
    }

    /// The start of the text.
    public String summary() {
      return text.substring(0, text.offsetByCodePoints(0, MAX_NOTE / 3)).replace("`", "") + "...";
    }
  }

  /// A decision that makes something count less or pass.
  public record Accepted(String kind, String text, String number, Place place) {}

  static GapSection of(ReportContext context) {
    Assessment assessment = context.assessment();
    List<UnknownGroup> groups = UnknownCauses.groups(assessment);
    List<Finding> unknown = UnknownCauses.unknown(assessment);
    List<Accepted> accepted = new ArrayList<>();
    lowered(context, accepted);
    conditional(context, accepted);
    return new GapSection(
        unknown.isEmpty() && groups.isEmpty() ? "" : UnknownCauses.summary(unknown, groups),
        causes(groups, unknown),
        problems(context),
        AssessmentGaps.of(assessment).stream()
            .filter(each -> each.kind() != AssessmentGaps.Gap.Kind.ERROR)
            .toList(),
        accepted);
  }

  private static List<Cause> causes(List<UnknownGroup> groups, List<Finding> unknown) {
    List<Cause> causes = new ArrayList<>();
    List<Finding> left = new ArrayList<>(unknown);
    for (UnknownGroup group : groups) {
      causes.add(cause(group));
    }
    Set<String> grouped = new HashSet<>();
    groups.forEach(group -> group.findings().forEach(each -> grouped.add(each.id())));
    left.removeIf(each -> grouped.contains(each.id()));
    if (!left.isEmpty()) {
      causes.add(
          new Cause(
              String.valueOf(left.size()),
              "verdicts without a named cause",
              "see each finding",
              true,
              counts(left)));
    }
    return causes;
  }

  private static Cause cause(UnknownGroup group) {
    boolean isCounted = !group.findings().isEmpty();
    return new Cause(
        isCounted ? String.valueOf(group.findings().size()) : "?",
        group.cause().text(),
        FindingWording.resolvedBy(group.cause()),
        group.cause().resolvedBy().isEmpty(),
        counts(group.findings()));
  }

  private static List<Count> counts(List<Finding> findings) {
    Map<String, Count> counts = new LinkedHashMap<>();
    findings.stream()
        .sorted(FindingWording.WORST_FIRST)
        .forEach(
            each ->
                counts.merge(
                    each.control().id(),
                    new Count(
                        Anchors.control(each.control().id()),
                        each.control().severity().word(),
                        each.control().title(),
                        1),
                    (a, b) -> new Count(a.anchor(), a.severity(), a.title(), a.number() + 1)));
    return List.copyOf(counts.values());
  }

  private static List<Message> problems(ReportContext context) {
    Map<String, List<Problem>> alike = new LinkedHashMap<>();
    context.assessment().problems().stream()
        .sorted(Comparator.comparing(Problem::severity))
        .forEach(
            each ->
                alike
                    .computeIfAbsent(each.severity() + each.message(), _ -> new ArrayList<>())
                    .add(each));
    List<Message> messages = new ArrayList<>();
    for (List<Problem> group : alike.values()) {
      Problem first = group.getFirst();
      List<Place> places =
          group.stream()
              .filter(each -> each.origin().isWritten())
              .map(each -> context.place(each.origin()))
              .distinct()
              .toList();
      messages.add(
          new Message(
              word(first.severity()),
              first.severity() == Problem.Severity.ERROR ? "fail" : "unknown",
              first.message(),
              places.subList(0, Math.min(MAX_PLACES, places.size())),
              Math.max(0, places.size() - MAX_PLACES)));
    }
    return messages;
  }

  private static String word(Problem.Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO -> "note";
    };
  }

  private static void lowered(ReportContext context, List<Accepted> accepted) {
    LoweredSeverities.of(context.assessment())
        .forEach(
            (change, number) ->
                accepted.add(
                    new Accepted(
                        "lowered severity",
                        "`" + change.control() + "` " + FindingWording.change(change),
                        FindingWording.count(number, "finding"),
                        context.place(change.origin()))));
  }

  private static void conditional(ReportContext context, List<Accepted> accepted) {
    Map<PlatformFact, Map<String, Integer>> byFact = new LinkedHashMap<>();
    for (Finding finding : context.assessment().findings()) {
      if (finding.verdict() == Verdict.PASS) {
        for (PlatformFact fact : finding.annotations().conditions()) {
          byFact
              .computeIfAbsent(fact, _ -> new TreeMap<>())
              .merge(finding.control().id(), 1, Integer::sum);
        }
      }
    }
    byFact.forEach(
        (fact, controls) -> {
          List<String> counts = new ArrayList<>();
          controls.forEach(
              (id, n) -> counts.add("`" + id + "` " + FindingWording.count(n, "resource")));
          accepted.add(
              new Accepted(
                  "passes on a declared fact",
                  FindingWording.fact(fact),
                  String.join(", ", counts),
                  context.place(fact.origin())));
        });
  }
}
