package dev.redoubt.arm;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/// Looks for input that makes a reader throw, hang or exhaust memory.
///
/// `JAZZER_FUZZ=1 ./mvnw test -pl assess/arm -am -Dredoubt.tests=fuzz -Dtest=ArmTemplatesFuzzTest
/// -Dsurefire.failIfNoSpecifiedTests=false` fuzzes for the time that each test specifies. Findings
/// are stored in the folder of seeds, which [FuzzSeedsTest] runs in every build. Without the
/// variable only the seeds are run.
@Tag("fuzz")
class ArmFuzzTest {

  @FuzzTest(maxDuration = "10m")
  void expression(byte[] bytes) {
    FuzzTarget.EXPRESSION.read(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void template(byte[] bytes) {
    FuzzTarget.TEMPLATE.read(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void expansion(byte[] bytes) {
    FuzzTarget.EXPANSION.read(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void parameters(byte[] bytes) {
    FuzzTarget.PARAMETERS.read(bytes);
  }
}
