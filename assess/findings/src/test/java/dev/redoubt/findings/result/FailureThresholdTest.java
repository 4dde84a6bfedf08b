package dev.redoubt.findings.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Severity;
import dev.redoubt.findings.testing.ExampleAssessments;
import org.junit.jupiter.api.Test;

class FailureThresholdTest {

  @Test
  void runWithoutFindingsPasses() {
    assertThat(FailureThreshold.DEFAULT.decide(ExampleAssessments.clean()).exitCode()).isZero();
  }

  @Test
  void violationAtTheThresholdFails() {
    FailureThreshold.Decision decision =
        new FailureThreshold(Severity.CRITICAL, null).decide(ExampleAssessments.weak());
    assertThat(decision.violations()).isEqualTo(12);
    assertThat(decision.exitCode()).isEqualTo(1);
  }

  @Test
  void unknownVerdictAtItsThresholdFails() {
    FailureThreshold.Decision decision =
        new FailureThreshold(null, Severity.HIGH).decide(ExampleAssessments.weak());
    assertThat(decision).isEqualTo(new FailureThreshold.Decision(0, 1, 0, 0, 0, false));
    assertThat(decision.exitCode()).isEqualTo(1);
  }

  @Test
  void runNeverFailsWithoutThresholds() {
    assertThat(new FailureThreshold(null, null).decide(ExampleAssessments.weak()).exitCode())
        .isZero();
  }

  @Test
  void brokenInputIsExitCodeTwo() {
    assertThat(new FailureThreshold(null, null).decide(ExampleAssessments.broken()).exitCode())
        .isEqualTo(2);
    assertThat(FailureThreshold.DEFAULT.decide(ExampleAssessments.broken()).exitCode())
        .isEqualTo(2);
  }

  @Test
  void nothingJudgedFailsUnlessUnknownsAreAccepted() {
    assertThat(FailureThreshold.DEFAULT.decide(ExampleAssessments.empty()).exitCode()).isEqualTo(1);
    assertThat(new FailureThreshold(null, null).decide(ExampleAssessments.empty()).exitCode())
        .isZero();
  }

  @Test
  void templatesThatNothingReachesAreUnknownsOfLowSeverity() {
    assertThat(new FailureThreshold(null, Severity.MEDIUM).decide(ExampleAssessments.many(2)))
        .extracting(FailureThreshold.Decision::unreached)
        .isEqualTo(0L);
    assertThat(
            new FailureThreshold(null, Severity.LOW).decide(ExampleAssessments.many(2)).exitCode())
        .isEqualTo(1);
  }

  @Test
  void withABaselineOnlyNewFindingsCountAndExemptOnesNever() {
    FailureThreshold low = new FailureThreshold(Severity.LOW, Severity.LOW);
    assertThat(low.decide(ExampleAssessments.annotated()).violations()).isEqualTo(1);
  }

  @Test
  void missingModuleCountsWithABaselineToo() {
    Assessment.Settings settings =
        new Assessment.Settings(
            java.util.List.of(),
            java.util.List.of(),
            new Assessment.Baseline("baseline.json", 0, 0));
    assertThat(
            FailureThreshold.DEFAULT
                .decide(ExampleAssessments.missingModule().withSettings(settings))
                .exitCode())
        .isEqualTo(1);
  }
}
