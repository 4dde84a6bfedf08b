package dev.redoubt.artifacts;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/// Looks for paths and locations that are read to something else than they say, that leave their
/// folder, or that are refused with anything but a [dev.redoubt.access.RequestRefusedException].
///
/// `JAZZER_FUZZ=1 ./mvnw test -pl enforce/registry -am -Dredoubt.tests=fuzz
/// -Dtest='ArtifactFuzzTest#path' -Dsurefire.failIfNoSpecifiedTests=false` searches. What it finds
/// is put into the folder of seeds, which [ArtifactFuzzSeedsTest] reads in every build.
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
