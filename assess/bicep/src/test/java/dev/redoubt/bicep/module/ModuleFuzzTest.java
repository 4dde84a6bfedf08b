package dev.redoubt.bicep.module;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/// Looks for input that makes a reader of what concerns modules throw or hang.
///
/// `JAZZER_FUZZ=1 ./mvnw test -pl assess/bicep -am -Dredoubt.tests=fuzz
/// -Dtest='ModuleFuzzTest#path' -Dsurefire.failIfNoSpecifiedTests=false` searches for the time that
/// the test names. What it finds is put into the folder of seeds, which [ModuleFuzzSeedsTest] reads
/// in every build.
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
