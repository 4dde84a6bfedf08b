package dev.redoubt.artifacts;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/// Searches for paths and locations that are parsed to another value, leave their folder, or fail
/// with anything but a [dev.redoubt.access.RequestRefusedException].
///
/// `JAZZER_FUZZ=1 ./mvnw test -pl trust/artifacts -am -Dredoubt.tests=fuzz
/// -Dtest='ArtifactFuzzTest#path' -Dsurefire.failIfNoSpecifiedTests=false` runs the fuzzer. Its
/// findings are stored in the folder of seeds, which [ArtifactFuzzSeedsTest] reads in every build.
@Tag("fuzz")
class ArtifactFuzzTest {

  @FuzzTest(maxDuration = "10m")
  void path(byte[] bytes) {
    ArtifactFuzzTarget.PATH.read(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void location(byte[] bytes) {
    ArtifactFuzzTarget.LOCATION.read(bytes);
  }
}
