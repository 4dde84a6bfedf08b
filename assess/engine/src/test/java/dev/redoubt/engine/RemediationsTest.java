package dev.redoubt.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.controls.ControlCatalog;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.ControlDescription;
import dev.redoubt.findings.Verdict;
import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.workspace.SourceRequest;
import dev.redoubt.workspace.WorkspaceSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Checks that the fix of each control satisfies the control.
class RemediationsTest {

  private final ControlCatalog catalog = ControlCatalog.load();

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> inBicep_areReadWithoutProblem_andBreakTheirControlNowhere() {
    return catalog.infos().stream()
        .map(control -> DynamicTest.dynamicTest(control.id(), () -> assertFixPasses(control)));
  }

  private void assertFixPasses(ControlDescription control) throws IOException {
    Path file = folder.resolve(control.id() + ".bicep");
    Files.writeString(file, control.remediation().bicep());
    AssessmentEngine.Result result =
        new AssessmentEngine(DeploymentSettings.UNNAMED, catalog, control.id()::equals)
            .assess(control.id(), WorkspaceSources.find(SourceRequest.of(file)));
    assertThat(result).isInstanceOf(AssessmentEngine.Result.Assessed.class);
    Assessment assessment = ((AssessmentEngine.Result.Assessed) result).assessment();
    assertThat(assessment.problems()).isEmpty();
    assertThat(assessment.resourceCount()).isPositive();
    assertThat(assessment.findings()).allMatch(finding -> finding.verdict() == Verdict.PASS);
  }
}
