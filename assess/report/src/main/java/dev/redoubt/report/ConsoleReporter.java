package dev.redoubt.report;

import dev.redoubt.estate.Origin;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Assessment.Input;
import dev.redoubt.findings.Assessment.UnknownGroup;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes the report for people: violations, worst first, with reason and fix; then unknown
/// verdicts, problems and assumptions.
///
/// The report is complete without colors.
public final class ConsoleReporter implements AssessmentReporter {

  private final Look look;
  private final FailureThreshold threshold;
  private final @Nullable Duration elapsed;

  /// The layout of the report.
  ///
  /// @param width in characters, at least 60; lines are never longer
  /// @param colour whether to use ANSI colors
  /// @param isComplete whether lists in problems are written in full
  public record Look(int width, boolean colour, boolean isComplete) {
    /// A layout whose lists are shortened.
    public Look(int width, boolean colour) {
      this(width, colour, false);
    }

    /// 80 columns without colors.
    public static final Look PLAIN = new Look(80, false, false);
  }

  /// @param threshold determines the result in the last line
  /// @param elapsed the duration of the run; null to omit it
  public ConsoleReporter(Look look, FailureThreshold threshold, @Nullable Duration elapsed) {
    this.look = look;
    this.threshold = threshold;
    this.elapsed = elapsed;
  }

  @Override
  public void write(Assessment assessment, Appendable out) throws IOException {
    ConsoleLayout page = new ConsoleLayout(out, look.width(), look.colour());
    header(assessment, page);
    if (assessment.deployments().size() > 1) {
      new ConsoleDeployments(assessment, page).write();
    } else {
      new ConsoleInputs(assessment.inputs(), page).write();
    }
    new ConsolePractices(assessment.practices(), page).write();
    new ConsoleFindings(assessment, page).write();
    new ConsoleUnknowns(assessment, page).write();
    exempt(assessment, page);
    new ConsoleProblems(assessment, page, look.isComplete()).write();
    assumptions(assessment, page);
    result(assessment, page);
  }

  private void header(Assessment assessment, ConsoleLayout page) throws IOException {
    page.fold(ConsoleLayout.Head.of(""), assessment.name(), ConsoleColour.BOLD);
    String counts =
        inputs(assessment.inputs())
            + " -> "
            + ReportWording.count(assessment.resourceCount(), "resource")
            + (assessment.deployments().size() > 1
                ? " in " + assessment.deployments().size() + " deployments"
                : "");
    page.foldWith(
        ConsoleLayout.Head.of(""),
        counts,
        ConsoleColour.PLAIN,
        elapsed == null ? "" : seconds(elapsed));
  }

  private static String seconds(Duration elapsed) {
    return String.format(Locale.ROOT, "%.1f s", elapsed.toMillis() / 1000.0);
  }

  private static String inputs(List<Input> inputs) {
    if (inputs.isEmpty()) {
      return "no input files";
    }
    long unread = inputs.stream().filter(each -> each.role() == Input.Role.NOT_ASSESSED).count();
    Map<String, Long> kinds =
        inputs.stream()
            .filter(each -> each.role() != Input.Role.NOT_ASSESSED)
            .collect(Collectors.groupingBy(Input::kind, LinkedHashMap::new, Collectors.counting()));
    return kinds.entrySet().stream()
            .map(entry -> ReportWording.count(entry.getValue(), inputWord(entry.getKey())))
            .collect(Collectors.joining(", "))
        + (unread > 0 ? ", " + ReportWording.count(unread, "file") + " not assessed" : "");
  }

  private static String inputWord(String kind) {
    return switch (kind) {
      case "arm-template" -> "template";
      case "arm-parameters" -> "parameter file";
      case "bicep" -> "Bicep file";
      case "bicep-parameters" -> "Bicep parameter file";
      default -> kind.replace('-', ' ') + " file";
    };
  }

  private static void exempt(Assessment assessment, ConsoleLayout page) throws IOException {
    List<Finding> exempt =
        assessment.findings().stream().filter(each -> each.verdict() == Verdict.EXEMPT).toList();
    if (exempt.isEmpty()) {
      return;
    }
    page.blank();
    page.fold(
        new ConsoleLayout.Head("EXEMPT  ", ConsoleColour.BOLD),
        ReportWording.count(exempt.size(), "finding") + " accepted by an exemption");
    for (Finding finding : exempt) {
      page.fold(
          ConsoleLayout.Head.of("  "),
          finding.control().id()
              + ": "
              + ReportWording.resource(finding)
              + "; "
              + finding.reason().text());
    }
  }

  private static void assumptions(Assessment assessment, ConsoleLayout page) throws IOException {
    if (assessment.assumptions().isEmpty()) {
      return;
    }
    page.blank();
    page.fold(ConsoleLayout.Head.of(""), "ASSUMPTIONS", ConsoleColour.BOLD);
    for (String assumption : assessment.assumptions()) {
      page.fold(ConsoleLayout.Head.of("  - "), assumption);
    }
  }

  private void result(Assessment assessment, ConsoleLayout page) throws IOException {
    page.blank();
    FailureThreshold.Decision decision = threshold.decide(assessment);
    if (assessment.isEmpty() && decision.errors() + decision.deployments() == 0) {
      page.fold(
          new ConsoleLayout.Head("NOTHING JUDGED  ", ConsoleColour.YELLOW),
          "exit code "
              + decision.exitCode()
              + ": no control applies to "
              + unjudged(assessment)
              + "; this result says nothing about the security of the workload"
              + (decision.exitCode() == 0 ? "" : "; `--fail-on-unknown never` accepts it"));
      return;
    }
    switch (decision.exitCode()) {
      case 0 -> page.fold(new ConsoleLayout.Head("PASSED  ", ConsoleColour.GREEN), passed());
      case 1 -> page.fold(new ConsoleLayout.Head("FAILED  ", ConsoleColour.RED), failed(decision));
      default ->
          page.fold(
              new ConsoleLayout.Head("INCOMPLETE  ", ConsoleColour.RED),
              "exit code 2: "
                  + ReportWording.count(decision.errors(), "error")
                  + " in the input; fix the errors above; the other results are valid");
    }
  }

  private static String unjudged(Assessment assessment) {
    if (assessment.resourceCount() > 0) {
      return "the " + ReportWording.count(assessment.resourceCount(), "resource");
    }
    return assessment.unknowns().stream().anyMatch(UnknownGroup::isOfDeployment)
        ? "anything, because the resources of the deployment are unknown"
        : "the templates, which deploy no resources";
  }

  private String passed() {
    return "exit code 0: no finding at or above the severity threshold (--fail-on "
        + (threshold.failOn() == null ? "never" : threshold.failOn().word())
        + ", --fail-on-unknown "
        + (threshold.failOnUnknown() == null ? "never" : threshold.failOnUnknown().word())
        + ")";
  }

  private String failed(FailureThreshold.Decision decision) {
    StringBuilder text = new StringBuilder("exit code 1: ");
    if (decision.violations() > 0 && threshold.failOn() != null) {
      text.append(ReportWording.count(decision.violations(), "violation"))
          .append(" at or above severity ")
          .append(threshold.failOn().word());
    }
    if (decision.unknowns() > 0 && threshold.failOnUnknown() != null) {
      text.append(decision.violations() > 0 ? ", " : "")
          .append(ReportWording.count(decision.unknowns(), "unknown verdict"))
          .append(" at or above severity ")
          .append(threshold.failOnUnknown().word());
    }
    if (decision.deployments() > 0) {
      text.append(decision.violations() + decision.unknowns() > 0 ? ", " : "")
          .append(ReportWording.count(decision.deployments(), "deployment"))
          .append(" whose resources are unknown");
    }
    if (decision.unreached() > 0) {
      text.append(
              decision.violations() + decision.unknowns() + decision.deployments() > 0 ? ", " : "")
          .append("templates that no entry point reaches");
    }
    return text.append("; `redoubt controls show ID` explains a control").toString();
  }

  /// The location of a finding, or of its resource if the finding is not in a file; in a module of
  /// a registry, where the module is called.
  static String place(Assessment assessment, Finding finding) {
    Origin call = FindingPlaces.callSite(assessment, finding);
    return assessment.files().locate(call == null ? FindingPlaces.of(finding) : call).toString();
  }
}
