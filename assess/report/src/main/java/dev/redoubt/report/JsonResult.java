package dev.redoubt.report;

import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.findings.result.AssessmentResult;

/// The result of a run as JSON.
final class JsonResult {

  private JsonResult() {}

  static ObjectValue of(AssessmentResult result) {
    AssessmentResult.Accepted accepted = result.accepted();
    return ObjectValue.builder()
        .put("state", result.state().word())
        .put("exitCode", NumberValue.of(result.decision().exitCode()))
        .put("basis", result.basis())
        .put("exempt", NumberValue.of(accepted.exempt()))
        .put("conditional", NumberValue.of(accepted.conditional()))
        .put("loweredSeverity", NumberValue.of(accepted.lowered() + accepted.loweredUnknown()))
        .put("unchanged", NumberValue.of(accepted.unchanged()))
        .put("notAssessed", NumberValue.of(accepted.notAssessed()))
        .build();
  }
}
