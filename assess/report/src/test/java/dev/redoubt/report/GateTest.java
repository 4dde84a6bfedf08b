package dev.redoubt.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.findings.Severity;
import org.junit.jupiter.api.Test;

class GateTest {

  @Test
  void passes_whenNothingIsWrong() {
    assertThat(Gate.DEFAULT.decide(Examples.clean()).exitCode()).isZero();
  }

  @Test
  void fails_whenAViolationReachesTheLine() {
    Gate.Decision decision = new Gate(Severity.CRITICAL, null).decide(Examples.weak());
    assertThat(decision.violations()).isEqualTo(12);
    assertThat(decision.exitCode()).isEqualTo(1);
  }

  @Test
  void fails_whenOnlyAnUnknownReachesItsLine() {
    Gate.Decision decision = new Gate(null, Severity.HIGH).decide(Examples.weak());
    assertThat(decision).isEqualTo(new Gate.Decision(0, 1, 0, 0));
    assertThat(decision.exitCode()).isEqualTo(1);
  }

  @Test
  void neverFails_whenBothLinesAreNever() {
    assertThat(new Gate(null, null).decide(Examples.weak()).exitCode()).isZero();
  }

  @Test
  void isTwo_whenAnInputIsBroken_whateverElseIsFound() {
    assertThat(new Gate(null, null).decide(Examples.broken()).exitCode()).isEqualTo(2);
    assertThat(Gate.DEFAULT.decide(Examples.broken()).exitCode()).isEqualTo(2);
  }
}
