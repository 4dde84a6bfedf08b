package dev.redoubt.report;

import dev.redoubt.estate.Problem;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Assessment.UnknownGroup;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Severity;
import dev.redoubt.findings.Verdict;
import org.jspecify.annotations.Nullable;

/// The line between a run that succeeds and one that fails.
///
/// @param failOn violations of this severity or worse fail the run; null: none does
/// @param failOnUnknown unknown verdicts of controls of this severity or worse fail the run; null:
///   none does
public record FailureThreshold(@Nullable Severity failOn, @Nullable Severity failOnUnknown) {

  /// What holds where nobody says otherwise.
  public static final FailureThreshold DEFAULT = new FailureThreshold(Severity.HIGH, Severity.HIGH);

  /// What the gate says.
  ///
  /// @param violations how many violations reach `failOn`
  /// @param unknowns how many unknown verdicts reach `failOnUnknown`
  /// @param deployments of how many deployments nothing is known; they reach each `failOnUnknown`,
  ///   because they may hold anything
  /// @param errors how many problems cost a part of the answer
  public record Decision(long violations, long unknowns, long deployments, long errors) {

    /// 2 if an input could not be read or evaluated, else 1 if anything reaches the gate, else 0.
    public int exitCode() {
      if (errors > 0) {
        return 2;
      }
      return violations + unknowns + deployments > 0 ? 1 : 0;
    }
  }

  /// Exempt findings never reach the gate.
  public Decision decide(Assessment assessment) {
    return new Decision(
        count(assessment, Verdict.FAIL, failOn),
        count(assessment, Verdict.UNKNOWN, failOnUnknown),
        failOnUnknown == null
            ? 0
            : assessment.unknowns().stream().filter(UnknownGroup::isOfDeployment).count(),
        assessment.problems().stream()
            .filter(problem -> problem.severity() == Problem.Severity.ERROR)
            .count());
  }

  private static long count(Assessment assessment, Verdict verdict, @Nullable Severity line) {
    return line == null
        ? 0
        : assessment.findings().stream()
            .filter(finding -> finding.verdict() == verdict)
            .map(Finding::control)
            .filter(control -> control.severity().isAtLeast(line))
            .count();
  }
}
