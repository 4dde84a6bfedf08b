package dev.redoubt.findings.result;

import dev.redoubt.estate.Problem;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Assessment.UnknownGroup;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Severity;
import dev.redoubt.findings.Verdict;
import org.jspecify.annotations.Nullable;

/// The severity threshold that decides whether a run succeeds or fails.
///
/// @param failOn violations of this severity or higher fail the run; null: never
/// @param failOnUnknown unknown verdicts of controls of this severity or higher fail the run; null:
///   never
public record FailureThreshold(@Nullable Severity failOn, @Nullable Severity failOnUnknown) {

  /// The default threshold.
  public static final FailureThreshold DEFAULT = new FailureThreshold(Severity.HIGH, Severity.HIGH);

  /// The result of comparing an assessment with the threshold.
  ///
  /// @param violations number of violations at or above `failOn`
  /// @param unknowns number of unknown verdicts at or above `failOnUnknown`
  /// @param deployments number of deployments with unknown resources; they exceed every
  ///   `failOnUnknown`, because they may contain anything
  /// @param unreached 1 if there are templates that no entry point reaches, of low severity
  /// @param errors number of errors that make the assessment incomplete
  /// @param isEmpty whether no control applies to anything, which exceeds every `failOnUnknown`
  public record Decision(
      long violations,
      long unknowns,
      long deployments,
      long unreached,
      long errors,
      boolean isEmpty) {

    /// 2 if an input could not be read or evaluated, otherwise 1 if anything is at or above the
    /// threshold, otherwise 0.
    public int exitCode() {
      if (errors > 0) {
        return 2;
      }
      return violations + unknowns + deployments + unreached > 0 || isEmpty ? 1 : 0;
    }
  }

  /// Compares an assessment with the threshold. Exempt findings do not count; with a baseline, only
  /// new ones do. Deployments with unknown resources and errors always count: a baseline of
  /// findings says nothing about what was not read.
  public Decision decide(Assessment assessment) {
    return new Decision(
        count(assessment, Verdict.FAIL, failOn),
        count(assessment, Verdict.UNKNOWN, failOnUnknown),
        failOnUnknown == null
            ? 0
            : assessment.unknowns().stream().filter(UnknownGroup::isOfDeployment).count(),
        failOnUnknown == Severity.LOW
            ? assessment.unknowns().stream().filter(UnknownGroup::isOfUnreachedFile).count()
            : 0,
        assessment.problems().stream()
            .filter(problem -> problem.severity() == Problem.Severity.ERROR)
            .count(),
        failOnUnknown != null && assessment.isEmpty());
  }

  private static long count(Assessment assessment, Verdict verdict, @Nullable Severity lowest) {
    return lowest == null
        ? 0
        : assessment.findings().stream()
            .filter(finding -> finding.verdict() == verdict && FindingWording.isNew(finding))
            .map(Finding::control)
            .filter(control -> control.severity().isAtLeast(lowest))
            .count();
  }
}
