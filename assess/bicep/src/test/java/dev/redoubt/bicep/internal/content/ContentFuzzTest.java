package dev.redoubt.bicep.internal.content;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/// Looks for content, and for paths into it, that make a reader throw, hang or exhaust memory.
///
/// `JAZZER_FUZZ=1 ./mvnw test -pl assess/bicep -am -Dredoubt.tests=fuzz
/// -Dtest='ContentFuzzTest#yaml' -Dsurefire.failIfNoSpecifiedTests=false` searches for the time
/// that the test names. What it finds is put into the folder of seeds, which [ContentFuzzSeedsTest]
/// reads in every build. Without the variable the seeds alone are run.
@Tag("fuzz")
class ContentFuzzTest {

  @FuzzTest(maxDuration = "10m")
  void path(byte[] bytes) {
    ContentFuzzTarget.PATH.read(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void yaml(byte[] bytes) {
    ContentFuzzTarget.YAML.read(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void pattern(byte[] bytes) {
    ContentFuzzTarget.PATTERN.read(bytes);
  }
}
