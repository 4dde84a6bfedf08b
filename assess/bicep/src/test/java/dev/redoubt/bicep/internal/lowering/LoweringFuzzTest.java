package dev.redoubt.bicep.internal.lowering;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/// Looks for Bicep that makes binding, lowering or what is made of it throw or hang.
///
/// `JAZZER_FUZZ=1 ./mvnw test -pl assess/bicep -am -Dredoubt.tests=fuzz
/// -Dtest='LoweringFuzzTest#template' -Dsurefire.failIfNoSpecifiedTests=false` searches for the
/// time that the test names. What it finds is put into the folder of seeds, which
/// [LoweringFuzzSeedsTest] reads in every build.
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
