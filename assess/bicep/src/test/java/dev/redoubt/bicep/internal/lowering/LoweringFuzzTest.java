package dev.redoubt.bicep.internal.lowering;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/// Searches for Bicep that makes binding, lowering or expansion throw or hang.
///
/// `JAZZER_FUZZ=1 ./mvnw test -pl assess/bicep -am -Dredoubt.tests=fuzz
/// -Dtest='LoweringFuzzTest#template' -Dsurefire.failIfNoSpecifiedTests=false` runs for the time
/// set in the test. Findings are stored in the seed corpus, which [LoweringFuzzSeedsTest] runs in
/// every build.
@Tag("fuzz")
class LoweringFuzzTest {

  @FuzzTest(maxDuration = "10m")
  void template(byte[] bytes) {
    LoweringFuzzTarget.TEMPLATE.read(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void parameters(byte[] bytes) {
    LoweringFuzzTarget.PARAMETERS.read(bytes);
  }
}
