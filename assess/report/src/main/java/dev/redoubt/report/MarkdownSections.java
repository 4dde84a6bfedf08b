package dev.redoubt.report;

import dev.redoubt.estate.Problem;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Assessment.PracticeState;
import dev.redoubt.findings.Assessment.UnknownGroup;
import dev.redoubt.findings.Exemption;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.SeverityChange;
import dev.redoubt.findings.Verdict;
import dev.redoubt.findings.result.FindingWording;
import dev.redoubt.findings.result.LoweredSeverities;
import dev.redoubt.findings.result.UnknownCauses;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What follows the violations in a Markdown report: unknown verdicts, what is accepted, best
/// practices, errors.
final class MarkdownSections {

  private static final int MAX_PROBLEMS = 10;

  private final Assessment assessment;
  private final StringBuilder out = new StringBuilder();

  MarkdownSections(Assessment assessment) {
    this.assessment = assessment;
  }

  /// The sections that are not empty.
  List<MarkdownSection> sections() {
    List<MarkdownSection> sections = new ArrayList<>();
    unknowns();
    addTo(sections, MarkdownSection.Kind.UNKNOWNS);
    exempt();
    addTo(sections, MarkdownSection.Kind.EXEMPT);
    conditional();
    addTo(sections, MarkdownSection.Kind.CONDITIONAL);
    lowered();
    addTo(sections, MarkdownSection.Kind.LOWERED);
    practices();
    addTo(sections, MarkdownSection.Kind.PRACTICES);
    problems();
    addTo(sections, MarkdownSection.Kind.ERRORS);
    return sections;
  }

  private void addTo(List<MarkdownSection> sections, MarkdownSection.Kind kind) {
    if (!out.isEmpty()) {
      sections.add(new MarkdownSection(kind, out.toString()));
      out.setLength(0);
    }
  }

  private void unknowns() {
    List<UnknownGroup> groups = UnknownCauses.groups(assessment);
    List<Finding> unknown = UnknownCauses.unknown(assessment);
    if (groups.isEmpty() && unknown.isEmpty()) {
      return;
    }
    boolean isSeveral = assessment.deployments().size() > 1;
    out.append("### Unknown: ")
        .append(UnknownCauses.summary(unknown, groups))
        .append("\n\n| verdicts | cause | resolved by |")
        .append(isSeveral ? " deployment |" : "")
        .append("\n| --- | --- | --- |")
        .append(isSeveral ? " --- |\n" : "\n");
    for (UnknownGroup group : groups) {
      String resolvedBy = FindingWording.resolvedBy(group.cause());
      out.append("| ")
          .append(group.findings().isEmpty() ? "?" : String.valueOf(group.findings().size()))
          .append(" | ")
          .append(MarkdownText.of(group.cause().text()))
          .append(" | ")
          .append(MarkdownText.of(resolvedBy));
      if (isSeveral) {
        String counted = DeploymentSections.counted(assessment, group.findings(), name -> name);
        out.append(" | ").append(MarkdownText.of(counted));
      }
      out.append(" |\n");
    }
    out.append('\n');
  }

  private void exempt() {
    List<Finding> exempt =
        assessment.findings().stream().filter(each -> each.verdict() == Verdict.EXEMPT).toList();
    if (exempt.isEmpty()) {
      return;
    }
    out.append("<details><summary>")
        .append(FindingWording.count(exempt.size(), "exempt finding"))
        .append("</summary>\n\n");
    for (Finding finding : exempt) {
      Exemption exemption = finding.annotations().exemption();
      out.append("- `" + finding.control().id() + "`: ")
          .append(MarkdownText.of(FindingWording.resourceWithSymbol(finding)))
          .append(", ")
          .append(
              MarkdownText.of(
                  exemption == null
                      ? finding.reason().text()
                      : FindingWording.exemption(exemption)))
          .append(MarkdownText.of(deployments(finding)))
          .append('\n');
    }
    out.append("\n</details>\n\n");
  }

  /// What passes only because of what the platform is declared to provide.
  private void conditional() {
    List<Finding> passes =
        assessment.findings().stream()
            .filter(each -> !each.annotations().conditions().isEmpty())
            .toList();
    if (passes.isEmpty()) {
      return;
    }
    out.append("<details><summary>")
        .append(FindingWording.count(passes.size(), "check"))
        .append(" passed because of declared platform facts")
        .append("</summary>\n\n");
    for (Finding finding : passes) {
      String facts =
          finding.annotations().conditions().stream()
              .map(FindingWording::fact)
              .collect(Collectors.joining(", "));
      out.append("- `" + finding.control().id() + "`: ")
          .append(MarkdownText.of(FindingWording.resourceWithSymbol(finding)))
          .append(", conditional on ")
          .append(MarkdownText.of(facts + deployments(finding)))
          .append('\n');
    }
    out.append("\n</details>\n\n");
  }

  /// Whose severity is lower than in the catalog, and who answers for that.
  private void lowered() {
    Map<SeverityChange, Long> lowered = LoweredSeverities.of(assessment);
    if (lowered.isEmpty()) {
      return;
    }
    out.append("<details><summary>")
        .append(LoweredSeverities.summary(lowered))
        .append("</summary>\n\n");
    for (Map.Entry<SeverityChange, Long> each : lowered.entrySet()) {
      out.append("- `" + each.getKey().control() + "`: ")
          .append(MarkdownText.of(FindingWording.change(each.getKey())))
          .append(" (" + FindingWording.count(each.getValue(), "finding") + ")\n");
    }
    out.append("\n</details>\n\n");
  }

  /// The deployments of a finding, if there are several.
  private String deployments(Finding finding) {
    return assessment.deployments().size() > 1
        ? "; in " + String.join(", ", finding.deployments())
        : "";
  }

  private void practices() {
    if (assessment.practices().isEmpty()) {
      return;
    }
    Map<PracticeState, Long> states =
        assessment.practices().stream()
            .collect(Collectors.groupingBy(Assessment.Practice::state, Collectors.counting()));
    List<String> counts = new ArrayList<>();
    for (PracticeState state : PracticeState.values()) {
      if (states.containsKey(state)) {
        counts.add(
            states.get(state) + " " + state.name().toLowerCase(Locale.ROOT).replace('_', ' '));
      }
    }
    out.append("<details><summary>Best practices: ")
        .append(String.join(", ", counts))
        .append("</summary>\n\n| | best practice | state | basis |\n| --- | --- | --- | --- |\n");
    for (Assessment.Practice practice : assessment.practices()) {
      out.append("| " + practice.number() + " | ")
          .append(MarkdownText.of(practice.title()))
          .append(" | ")
          .append(practice.state().name().toLowerCase(Locale.ROOT).replace('_', ' '))
          .append(" | ")
          .append(MarkdownText.of(practice.note()))
          .append(" |\n");
    }
    out.append("\n</details>\n\n");
  }

  private void problems() {
    List<Problem> errors =
        assessment.problems().stream()
            .filter(each -> each.severity() == Problem.Severity.ERROR)
            .toList();
    if (errors.isEmpty()) {
      return;
    }
    out.append("### Errors in the input\n\n");
    for (Problem error : errors.stream().limit(MAX_PROBLEMS).toList()) {
      String place =
          error.origin().isWritten()
              ? MarkdownText.code(assessment.files().locate(error.origin()).withColumn()) + ": "
              : "";
      out.append("- ").append(place).append(MarkdownText.of(error.message())).append('\n');
    }
    if (errors.size() > MAX_PROBLEMS) {
      out.append("- and ")
          .append(FindingWording.count(errors.size() - MAX_PROBLEMS, "more error"))
          .append('\n');
    }
    out.append('\n');
  }
}
