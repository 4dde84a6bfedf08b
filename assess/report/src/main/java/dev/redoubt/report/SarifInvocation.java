package dev.redoubt.report;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.result.AssessmentGaps;
import dev.redoubt.findings.result.AssessmentResult;
import dev.redoubt.findings.result.FailureThreshold;
import java.util.ArrayList;
import java.util.List;

/// Writes the invocation of a SARIF run: the exit code, the result and problems.
///
/// `executionSuccessful` is true only if everything was assessed, whatever the threshold is: a run
/// without results is read as free of findings. What was not assessed is a notification of the
/// level `error`, which is for conditions that make the results incomplete (SARIF 2.1.0, 3.58.6).
final class SarifInvocation {

  private SarifInvocation() {}

  static ObjectValue of(
      Assessment assessment, FailureThreshold threshold, SarifLocations locations) {
    AssessmentResult result = AssessmentResult.of(assessment, threshold);
    List<AssessmentGaps.Gap> gaps = AssessmentGaps.of(assessment);
    List<ObjectValue> notifications = new ArrayList<>();
    notifications.add(
        notification(
            level(result.state()),
            result.state().title() + ": " + result.basis(),
            Origin.NONE,
            locations));
    for (AssessmentGaps.Gap gap : gaps) {
      if (gap.problem() == null) {
        notifications.add(
            notification("error", gap.name() + ": " + gap.text(), Origin.NONE, locations));
      }
    }
    for (Problem problem : assessment.problems()) {
      notifications.add(
          notification(level(problem.severity()), problem.message(), problem.origin(), locations));
    }
    return ObjectValue.builder()
        .put("executionSuccessful", BooleanValue.of(gaps.isEmpty()))
        .put("exitCode", NumberValue.of(result.decision().exitCode()))
        .put("toolExecutionNotifications", ArrayValue.of(List.copyOf(notifications)))
        .build();
  }

  /// A failed run is a success of the tool: its results say what is wrong.
  private static String level(AssessmentResult.State state) {
    return switch (state) {
      case PASSED, FAILED -> "note";
      case NOT_ENFORCED -> "warning";
      case NOTHING_JUDGED, INCOMPLETE -> "error";
    };
  }

  private static String level(Problem.Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO -> "note";
    };
  }

  private static ObjectValue notification(
      String level, String text, Origin origin, SarifLocations locations) {
    ObjectValue.Builder node =
        ObjectValue.builder().put("level", level).put("message", SarifReporter.message(text));
    if (origin.isWritten()) {
      node.put("locations", ArrayValue.of(List.of(locations.physical(origin))));
    }
    return node.build();
  }
}
