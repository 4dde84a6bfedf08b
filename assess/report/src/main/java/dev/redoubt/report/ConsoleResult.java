package dev.redoubt.report;

import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.result.AssessmentResult;
import dev.redoubt.findings.result.FailureThreshold;
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
    AssessmentResult result = AssessmentResult.of(assessment, threshold);
    String hint =
        switch (result.state()) {
          case FAILED -> "; `redoubt controls show ID` explains a control";
          case INCOMPLETE -> "; fix the errors below";
          case PASSED, NOT_ENFORCED, NOTHING_JUDGED -> "";
        };
    ConsoleColour ink =
        switch (result.state()) {
          case PASSED -> ConsoleColour.GREEN;
          case NOT_ENFORCED, NOTHING_JUDGED -> ConsoleColour.YELLOW;
          case FAILED, INCOMPLETE -> ConsoleColour.RED;
        };
    page.fold(new ConsoleLayout.Head(result.state().title() + "  ", ink), result.basis() + hint);
  }
}
