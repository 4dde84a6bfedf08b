package dev.redoubt.report;

import dev.redoubt.estate.Problem;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Assessment.UnknownGroup;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What makes an assessment incomplete although no finding says so. Formats that only know tests or
/// controls show it as failed, because an empty report would read as success.
final class ReportOutcomes {

  private ReportOutcomes() {}

  /// One part of the workload that could not be assessed.
  ///
  /// @param name a few words
  /// @param text what is wrong and what to do
  /// @param problem null if it is no problem of an input
  record Gap(String name, String text, @Nullable Problem problem) {}

  static List<Gap> of(Assessment assessment) {
    List<Gap> gaps = new ArrayList<>();
    for (Problem problem : assessment.problems()) {
      if (problem.severity() == Problem.Severity.ERROR) {
        gaps.add(new Gap("error in the input", problem.message(), problem));
      }
    }
    for (UnknownGroup group : assessment.unknowns()) {
      if (group.isOfDeployment()) {
        gaps.add(
            new Gap(
                "unknown deployment",
                group.cause().text() + "; resolved by: " + group.cause().resolvedBy(),
                null));
      }
    }
    if (assessment.isEmpty()) {
      gaps.add(
          new Gap(
              "nothing judged",
              "no control applies to anything that was read; this says nothing about the security"
                  + " of the workload",
              null));
    }
    return gaps;
  }
}
