package dev.redoubt.findings.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.DefenceLayer;
import dev.redoubt.findings.Severity;
import dev.redoubt.findings.result.SecurityPosture.Tally;
import dev.redoubt.findings.testing.ExampleAssessments;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecurityPostureTest {

  @Test
  void scoreIsHundredWhenEverythingPasses() {
    assertThat(SecurityPosture.of(ExampleAssessments.clean()).score()).hasValue(100);
  }

  @Test
  void scoreCountsUnknownAsNotPassedAndIgnoresExempt() {
    // storage 15 x 0, tls 3 x 0, vault 7 x 1/2, tags 1 x 0: 3.5 of 26
    assertThat(SecurityPosture.of(ExampleAssessments.weak()).score()).hasValue(13);
  }

  @Test
  void scoreIsEmptyWhenNoControlApplies() {
    Assessment weak = ExampleAssessments.weak();
    Assessment nothing =
        new Assessment(
            weak.name(),
            weak.inputs(),
            weak.deployments(),
            0,
            weak.controls(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            weak.files(),
            weak.settings(),
            weak.inventory());
    assertThat(SecurityPosture.of(nothing).score()).isEmpty();
  }

  @Test
  void scoreIsBelow100WhileAPartIsNotJudged() {
    Assessment clean = ExampleAssessments.clean();
    Assessment partly =
        new Assessment(
            clean.name(),
            clean.inputs(),
            clean.deployments(),
            clean.resourceCount(),
            clean.controls(),
            clean.findings(),
            ExampleAssessments.many(1).practices(),
            clean.unknowns(),
            clean.assumptions(),
            clean.problems(),
            clean.files(),
            clean.settings(),
            clean.inventory());
    assertThat(SecurityPosture.of(clean).score()).hasValue(100);
    assertThat(SecurityPosture.of(partly).score()).hasValue(99);
    Assessment beside =
        ExampleAssessments.cleanBeside(List.of(ExampleAssessments.terraform("main.tf")));
    assertThat(SecurityPosture.of(beside).score()).hasValue(99);
    assertThat(SecurityPosture.of(ExampleAssessments.unreached()).score()).hasValue(99);
  }

  @Test
  void countsVerdictsBySeverityAndLayer() {
    SecurityPosture posture = SecurityPosture.of(ExampleAssessments.weak());
    assertThat(posture.bySeverity()).containsEntry(Severity.HIGH, new Tally(0, 1, 0, 1));
    assertThat(posture.byLayer())
        .containsEntry(DefenceLayer.NETWORK, new Tally(12, 0, 0, 0))
        .containsEntry(DefenceLayer.MONITORING, new Tally(0, 0, 0, 0));
  }
}
