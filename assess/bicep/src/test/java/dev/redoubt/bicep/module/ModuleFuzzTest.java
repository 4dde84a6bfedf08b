package dev.redoubt.bicep.module;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/// Searches for input that makes the readers of module paths, configurations, manifests and
/// challenges throw or hang.
///
/// `JAZZER_FUZZ=1 ./mvnw test -pl assess/bicep -am -Dredoubt.tests=fuzz
/// -Dtest='ModuleFuzzTest#path' -Dsurefire.failIfNoSpecifiedTests=false` runs for the time set in
/// the test. Findings are stored in the seed corpus, which [ModuleFuzzSeedsTest] runs in every
/// build.
@Tag("fuzz")
class ModuleFuzzTest {

  @FuzzTest(maxDuration = "10m")
  void path(byte[] bytes) {
    ModuleFuzzTarget.PATH.read(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void settings(byte[] bytes) {
    ModuleFuzzTarget.SETTINGS.read(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void manifest(byte[] bytes) {
    ModuleFuzzTarget.MANIFEST.read(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void challenge(byte[] bytes) {
    ModuleFuzzTarget.CHALLENGE.read(bytes);
  }
}
