package dev.redoubt.scan.internal.pickle;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/// Searches for input that makes a reader throw, hang or exhaust memory.
///
/// `JAZZER_FUZZ=1 ./mvnw test -pl trust/scan -am -Dredoubt.tests=fuzz
/// -Dtest='PickleFuzzTest#pickle' -Dsurefire.failIfNoSpecifiedTests=false` searches for the time
/// that each test declares. Without the variable, only the seeds run.
@Tag("fuzz")
class PickleFuzzTest {

  @FuzzTest(maxDuration = "10m")
  void pickle(byte[] bytes) {
    PickleFuzzTarget.PICKLE.read(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void python(byte[] bytes) {
    PickleFuzzTarget.PYTHON.read(bytes);
  }
}
