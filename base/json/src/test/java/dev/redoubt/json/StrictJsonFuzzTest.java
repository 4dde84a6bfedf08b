package dev.redoubt.json;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/// Looks for bytes that make the reader throw, hang or exhaust memory.
///
/// `JAZZER_FUZZ=1 ./mvnw test -pl base/json -am -Dredoubt.tests=fuzz
/// -Dtest='StrictJsonFuzzTest#json' -Dsurefire.failIfNoSpecifiedTests=false` searches. What it
/// finds is put into the folder of seeds, which [StrictJsonTest] reads in every build.
@Tag("fuzz")
class StrictJsonFuzzTest {

  @FuzzTest(maxDuration = "10m")
  void json(byte[] bytes) {
    StrictJsonFuzzTarget.read(bytes);
  }
}
