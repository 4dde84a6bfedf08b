package dev.redoubt.gate;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/// Looks for files that make the reader of policies throw, hang or exhaust memory.
///
/// `JAZZER_FUZZ=1 ./mvnw test -pl enforce/registry -am -Dredoubt.tests=fuzz
/// -Dtest='PolicyFuzzTest#policy' -Dsurefire.failIfNoSpecifiedTests=false` searches. What it finds
/// is put into the folder of seeds, which [PolicySeedsTest] reads in every build.
@Tag("fuzz")
class PolicyFuzzTest {

  @FuzzTest(maxDuration = "10m")
  void policy(byte[] bytes) {
    PolicyFuzzTarget.read(bytes);
  }
}
