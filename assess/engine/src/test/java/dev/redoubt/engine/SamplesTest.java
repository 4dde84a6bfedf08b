package dev.redoubt.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.controls.ControlCatalog;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.ControlDescription;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Verdict;
import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.workspace.SourceRequest;
import dev.redoubt.workspace.WorkspaceSources;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Checks the statements of the documents about the samples.
class SamplesTest {

  private static final Path SAMPLES =
      Path.of(System.getProperty("redoubt.root", "../.."), "samples", "credit-scoring");

  @Test
  void hardenedSampleHasNoViolationsAndNoUnknowns() {
    Assessment assessment = assess("hardened");
    assertThat(assessment.problems()).isEmpty();
    assertThat(assessment.resourceCount()).isGreaterThan(200);
    assertThat(assessment.findings())
        .filteredOn(finding -> finding.verdict() != Verdict.PASS)
        .isEmpty();
  }

  @Test
  void weakSampleViolatesEveryControl() {
    Assessment assessment = assess("weak");
    assertThat(assessment.problems()).isEmpty();
    Set<String> violated =
        assessment.findings().stream()
            .filter(finding -> finding.verdict() == Verdict.FAIL)
            .map(finding -> finding.control().id())
            .collect(Collectors.toSet());
    List<String> all = ControlCatalog.load().infos().stream().map(ControlDescription::id).toList();
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
        new AssessmentEngine(DeploymentSettings.UNNAMED, ControlCatalog.load(), _ -> true)
            .assess(sample, sources);
    assertThat(result).isInstanceOf(AssessmentEngine.Result.Assessed.class);
    return ((AssessmentEngine.Result.Assessed) result).assessment();
  }
}
