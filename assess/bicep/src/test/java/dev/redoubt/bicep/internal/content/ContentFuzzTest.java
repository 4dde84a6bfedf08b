package dev.redoubt.bicep.internal.content;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/// Searches for content and JSONPaths that make a reader throw, hang or exhaust memory.
///
/// `JAZZER_FUZZ=1 ./mvnw test -pl assess/bicep -am -Dredoubt.tests=fuzz
/// -Dtest='ContentFuzzTest#yaml' -Dsurefire.failIfNoSpecifiedTests=false` runs for the time set in
/// the test. Findings are stored in the seed corpus, which [ContentFuzzSeedsTest] runs in every
/// build. Without the variable only the seeds are run.
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
