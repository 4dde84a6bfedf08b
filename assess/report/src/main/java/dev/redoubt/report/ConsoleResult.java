package dev.redoubt.report;

import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Assessment.UnknownGroup;
import dev.redoubt.findings.Verdict;
import java.io.IOException;

/// Writes the result and its exit code.
final class ConsoleResult {

  private final Assessment assessment;
  private final ConsoleLayout page;
  private final FailureThreshold threshold;

  ConsoleResult(Assessment assessment, ConsoleLayout page, FailureThreshold threshold) {
    this.assessment = assessment;
    this.page = page;
    this.threshold = threshold;
  }

  void write() throws IOException {
    FailureThreshold.Decision decision = threshold.decide(assessment);
    if (assessment.isEmpty() && decision.errors() + decision.deployments() == 0) {
      page.fold(
          new ConsoleLayout.Head("NOTHING JUDGED  ", ConsoleColour.YELLOW),
          "exit code "
              + decision.exitCode()
              + ": no control applies to "
              + unjudged()
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
                  + " in the input; fix the errors below; the other results are valid");
    }
  }

  private String unjudged() {
    if (assessment.resourceCount() > 0) {
      return "the " + ReportWording.count(assessment.resourceCount(), "resource");
    }
    return assessment.unknowns().stream().anyMatch(UnknownGroup::isOfDeployment)
        ? "anything, because the resources of the deployment are unknown"
        : "the templates, which deploy no resources";
  }

  private String passed() {
    return "exit code 0: no "
        + (assessment.settings().baseline() == null ? "" : "new ")
        + "finding at or above the severity threshold (--fail-on "
        + (threshold.failOn() == null ? "never" : threshold.failOn().word())
        + ", --fail-on-unknown "
        + (threshold.failOnUnknown() == null ? "never" : threshold.failOnUnknown().word())
        + ")"
        + exempt();
  }

  /// What the result accepts, because it would not pass otherwise.
  private String exempt() {
    long exempt =
        assessment.findings().stream()
            .filter(finding -> finding.verdict() == Verdict.EXEMPT)
            .count();
    return exempt == 0 ? "" : "; " + exempt + " exempt";
  }

  private String failed(FailureThreshold.Decision decision) {
    StringBuilder text = new StringBuilder("exit code 1: ");
    String isNew = assessment.settings().baseline() == null ? "" : "new ";
    if (decision.violations() > 0 && threshold.failOn() != null) {
      text.append(ReportWording.count(decision.violations(), isNew + "violation"))
          .append(" at or above severity ")
          .append(threshold.failOn().word());
    }
    if (decision.unknowns() > 0 && threshold.failOnUnknown() != null) {
      text.append(decision.violations() > 0 ? ", " : "")
          .append(ReportWording.count(decision.unknowns(), isNew + "unknown verdict"))
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
}
