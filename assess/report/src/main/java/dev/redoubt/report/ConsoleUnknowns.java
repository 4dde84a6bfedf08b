package dev.redoubt.report;

import dev.redoubt.estate.Problem;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Assessment.UnknownGroup;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.result.FindingWording;
import dev.redoubt.findings.result.UnknownCauses;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes the section UNKNOWN: one entry per root cause, with the input that would resolve it.
/// Causes that differ in their names only and are resolved alike are one entry.
final class ConsoleUnknowns {

  /// Control ids shown per root cause.
  private static final int MAX_CONTROLS = 4;

  private static final Pattern NAME = Pattern.compile("`[^`]*`");

  private final Assessment assessment;
  private final ConsoleLayout page;
  private final ConsolePaths paths;
  private final boolean isComplete;

  ConsoleUnknowns(
      Assessment assessment, ConsoleLayout page, ConsolePaths paths, boolean isComplete) {
    this.assessment = assessment;
    this.page = page;
    this.paths = paths;
    this.isComplete = isComplete;
  }

  /// What makes causes one entry.
  private record Shape(boolean isOfDeployment, String text, String resolvedBy) {

    static Shape of(UnknownGroup group) {
      return group.isOfDeployment()
          ? new Shape(
              true, NAME.matcher(group.cause().text()).replaceAll("`"), group.cause().resolvedBy())
          : new Shape(false, group.cause().text(), group.cause().resolvedBy());
    }
  }

  void write() throws IOException {
    List<Finding> unknown = UnknownCauses.unknown(assessment);
    if (unknown.isEmpty() && assessment.unknowns().isEmpty()) {
      return;
    }
    List<UnknownGroup> groups = UnknownCauses.groups(assessment);
    if (unknown.isEmpty() && groups.isEmpty()) {
      return;
    }
    page.blank();
    page.fold(
        new ConsoleLayout.Head("UNKNOWN  ", ConsoleColour.BOLD),
        UnknownCauses.summary(unknown, groups));
    Map<Shape, List<UnknownGroup>> entries = new LinkedHashMap<>();
    groups.forEach(
        group -> entries.computeIfAbsent(Shape.of(group), _ -> new ArrayList<>()).add(group));
    for (List<UnknownGroup> alike : entries.values()) {
      entry(alike);
    }
    ungrouped(unknown, groups);
  }

  private void entry(List<UnknownGroup> alike) throws IOException {
    UnknownGroup group = alike.getFirst();
    List<Finding> findings = alike.stream().flatMap(each -> each.findings().stream()).toList();
    String head =
        findings.isEmpty() ? "    ?  " : String.format(Locale.ROOT, " %4d  ", findings.size());
    page.fold(new ConsoleLayout.Head(head, ConsoleColour.YELLOW), group.cause().text());
    if (alike.size() > 1) {
      page.fold(
          ConsoleLayout.Head.of("       likewise "),
          alike.stream().skip(1).map(each -> name(each)).collect(Collectors.joining(", ")));
    }
    deployments(findings);
    if (!isComplete) {
      evidence(group);
    }
    String resolvedBy = FindingWording.resolvedBy(group.cause());
    page.fold(new ConsoleLayout.Head("       -> ", ConsoleColour.GREEN), resolvedBy);
    String what =
        group.isOfDeployment()
            ? "all resources of " + (alike.size() == 1 ? "this deployment" : "these deployments")
            : group.isOfUnreachedFile() ? "low: all resources of these files" : "";
    String ofVerdicts = controls(findings);
    String both = ofVerdicts.isEmpty() || what.isEmpty() ? "" : "; ";
    page.fold(ConsoleLayout.Head.of("       "), what + both + ofVerdicts, ConsoleColour.FAINT);
  }

  /// The deployments with verdicts of this cause, which may have it for reasons of their own: equal
  /// names of parameters in two of them are two parameters.
  private void deployments(List<Finding> findings) throws IOException {
    if (assessment.deployments().size() > 1 && !findings.isEmpty()) {
      page.fold(
          ConsoleLayout.Head.of("       in "),
          DeploymentSections.counted(assessment, findings, paths::name));
    }
  }

  private static String name(UnknownGroup group) {
    Matcher matcher = NAME.matcher(group.cause().text());
    return matcher.find() ? matcher.group() : group.cause().text();
  }

  /// The problem that reports the cause: its location, and what it adds to the text of the cause.
  private void evidence(UnknownGroup group) throws IOException {
    for (Problem problem : assessment.problems()) {
      if (FindingWording.isSaidAsUnknown(problem, assessment)
          && problem.message().startsWith(group.cause().text())) {
        String rest =
            problem
                .message()
                .substring(group.cause().text().length())
                .replaceFirst("^[:;] ", "")
                .replaceFirst("(; )?its resources are unknown$", "");
        page.located(
            ConsoleLayout.Head.of("       "),
            problem.origin().isWritten() ? paths.place(problem.origin()) : "",
            rest,
            Integer.MAX_VALUE);
        return;
      }
    }
  }

  /// Lists the unknown verdicts that are in no group, so that none is lost.
  private void ungrouped(List<Finding> unknown, List<UnknownGroup> groups) throws IOException {
    Set<String> grouped = new LinkedHashSet<>();
    groups.forEach(group -> group.findings().forEach(finding -> grouped.add(finding.id())));
    for (Finding finding : unknown) {
      if (!grouped.contains(finding.id())) {
        page.fold(
            new ConsoleLayout.Head("    1  ", ConsoleColour.YELLOW),
            finding.control().id()
                + ", "
                + FindingWording.resource(finding)
                + ": "
                + FindingWording.why(finding));
      }
    }
  }

  private static String controls(List<Finding> findings) {
    Set<String> ids = new LinkedHashSet<>();
    findings.stream()
        .sorted(FindingWording.WORST_FIRST)
        .forEach(
            finding -> ids.add(finding.control().severity().word() + " " + finding.control().id()));
    List<String> shown = ids.stream().limit(MAX_CONTROLS).toList();
    int left = ids.size() - shown.size();
    return String.join(", ", shown) + (left > 0 ? ", and " + left + " more" : "");
  }
}
