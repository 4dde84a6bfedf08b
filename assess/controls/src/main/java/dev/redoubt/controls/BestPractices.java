package dev.redoubt.controls;

import dev.redoubt.findings.Assessment.Practice;
import dev.redoubt.findings.ControlDescription;
import dev.redoubt.findings.Finding;
import java.util.Arrays;
import java.util.List;

/// The states of the best practices of the article according to the findings.
public final class BestPractices {

  private BestPractices() {}

  /// The state of each of the fifteen, in order.
  ///
  /// A practice is violated if one finding of its controls fails, else unknown if one is unknown.
  /// Else it holds if at least one passes: not at all if a part of the workload is missing, and
  /// only partly if a part was not judged or is exempt. Without any of these it is not assessed:
  /// exempt findings neither violate a practice nor make it hold, and passes of some controls do
  /// not make it hold.
  ///
  /// @param controls all controls of the catalog
  public static List<Practice> states(
      List<Finding> findings, List<ControlDescription> controls, UnjudgedParts unjudged) {
    return Arrays.stream(BestPractice.values())
        .map(practice -> new PracticeJudgement(practice, findings, controls, unjudged).practice())
        .toList();
  }
}
