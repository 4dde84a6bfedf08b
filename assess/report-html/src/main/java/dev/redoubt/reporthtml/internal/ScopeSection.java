package dev.redoubt.reporthtml.internal;

import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.result.FindingWording;
import java.util.List;

/// What was assessed, and on which assumptions.
///
/// @param differing the inputs that differ from the commit
public record ScopeSection(
    List<Assessment.Deployment> deployments,
    List<Assessment.Input> inputs,
    List<String> differing,
    List<String> assumptions,
    List<String> facts) {

  static ScopeSection of(ReportContext context) {
    Assessment assessment = context.assessment();
    return new ScopeSection(
        assessment.deployments(),
        assessment.inputs(),
        context.differing(),
        assessment.assumptions(),
        assessment.settings().platform().stream().map(FindingWording::fact).toList());
  }
}
