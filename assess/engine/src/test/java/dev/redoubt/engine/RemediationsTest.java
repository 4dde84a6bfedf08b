package dev.redoubt.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.controls.Catalog;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.ControlInfo;
import dev.redoubt.findings.Verdict;
import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.workspace.Request;
import dev.redoubt.workspace.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// What a control tells people to write holds against the control itself.
class RemediationsTest {

  private final Catalog catalog = Catalog.load();

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> inBicep_areReadWithoutProblem_andBreakTheirControlNowhere() {
    return catalog.infos().stream()
        .map(control -> DynamicTest.dynamicTest(control.id(), () -> assertMends(control)));
  }

  private void assertMends(ControlInfo control) throws IOException {
    Path file = folder.resolve(control.id() + ".bicep");
    Files.writeString(file, control.remediation().bicep());
    Assess.Result result =
        new Assess(DeploymentSettings.UNNAMED, catalog, control.id()::equals)
            .assess(control.id(), Sources.find(Request.of(file)));
    assertThat(result).isInstanceOf(Assess.Result.Assessed.class);
    Assessment assessment = ((Assess.Result.Assessed) result).assessment();
    assertThat(assessment.problems()).isEmpty();
    assertThat(assessment.resourceCount()).isPositive();
    assertThat(assessment.findings()).allMatch(finding -> finding.verdict() == Verdict.PASS);
  }
}
