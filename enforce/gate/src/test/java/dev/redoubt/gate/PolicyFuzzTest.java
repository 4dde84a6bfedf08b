package dev.redoubt.gate;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/// Searches for files that make the policy reader throw, hang or exhaust memory.
///
/// `JAZZER_FUZZ=1 ./mvnw test -pl enforce/gate -am -Dredoubt.tests=fuzz
/// -Dtest='PolicyFuzzTest#policy' -Dsurefire.failIfNoSpecifiedTests=false` runs the fuzzer. Its
/// findings are stored in the folder of seeds, which [PolicySeedsTest] reads in every build.
@Tag("fuzz")
class PolicyFuzzTest {

  @FuzzTest(maxDuration = "10m")
  void policy(byte[] bytes) {
    PolicyFuzzTarget.read(bytes);
  }
}
