package dev.redoubt.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.controls.ControlCatalog;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.ControlDescription;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Severity;
import dev.redoubt.findings.Verdict;
import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.workspace.SourceRequest;
import dev.redoubt.workspace.WorkspaceSources;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Checks the statements of the documents about the samples.
class SamplesTest {

  private static final Path SAMPLES =
      Path.of(System.getProperty("redoubt.root", "../.."), "samples", "credit-scoring");

  /// The exemption of the hardened sample has not expired then, and that of the weak sample has.
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);

  @Test
  void hardenedSampleHasNoViolationsAndNoUnknowns() {
    Assessment assessment = assess("hardened");
    assertThat(assessment.problems()).isEmpty();
    assertThat(assessment.resourceCount()).isGreaterThan(200);
    assertThat(assessment.findings())
        .filteredOn(
            finding -> finding.verdict() != Verdict.PASS && finding.verdict() != Verdict.EXEMPT)
        .isEmpty();
  }

  @Test
  void hardenedSampleShowsWhatAConfigurationCanSay() {
    Assessment assessment = assess("hardened");
    assertThat(assessment.findings())
        .filteredOn(finding -> finding.verdict() == Verdict.EXEMPT)
        .hasSize(1)
        .allSatisfy(finding -> assertThat(finding.control().id()).isEqualTo("key-rotation"));
    assertThat(assessment.findings()).filteredOn(Finding::isOnCondition).hasSize(1);
    assertThat(assessment.findings())
        .anyMatch(finding -> finding.control().id().equals("allowed-regions"));
    assertThat(assessment.controls())
        .filteredOn(control -> control.id().equals("model-content-filter-named"))
        .allSatisfy(control -> assertThat(control.severity()).isEqualTo(Severity.MEDIUM));
  }

  @Test
  void exemptionOfTheWeakSampleHasExpired() {
    Assessment assessment = assess("weak");
    assertThat(assessment.problems()).hasSize(1);
    assertThat(assessment.problems().getFirst().message())
        .contains("this exemption expired on 2026-03-31");
    assertThat(assessment.findings())
        .noneMatch(finding -> finding.verdict() == Verdict.EXEMPT)
        .anyMatch(finding -> finding.control().id().equals("container-registry-admin-user"));
  }

  @Test
  void weakSampleViolatesEveryControl() {
    Assessment assessment = assess("weak");
    Set<String> violated =
        assessment.findings().stream()
            .filter(finding -> finding.verdict() == Verdict.FAIL)
            .map(finding -> finding.control().id())
            .collect(Collectors.toSet());
    List<String> all =
        ControlCatalog.load().descriptions().stream().map(ControlDescription::id).toList();
    assertThat(violated).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void findingsOfTheWeakSampleHaveALineInTheSample() {
    for (Finding finding : assess("weak").findings()) {
      assertThat(finding.origin().isWritten()).as(finding.id()).isTrue();
      assertThat(finding.origin().line()).as(finding.id()).isPositive();
    }
  }

  private static Assessment assess(String sample) {
    WorkspaceSources sources = WorkspaceSources.find(SourceRequest.of(SAMPLES.resolve(sample)));
    AssessmentEngine.Result result =
        new AssessmentEngine(DeploymentSettings.UNNAMED, ControlCatalog.load(), _ -> true, TODAY)
            .assess(sample, sources);
    assertThat(result).isInstanceOf(AssessmentEngine.Result.Assessed.class);
    return ((AssessmentEngine.Result.Assessed) result).assessment();
  }
}
