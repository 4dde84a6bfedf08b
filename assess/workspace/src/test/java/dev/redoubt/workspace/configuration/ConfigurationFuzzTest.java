package dev.redoubt.workspace.configuration;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/// Searches for a `redoubt.yaml` that makes the reader throw, hang or accept half a setting.
///
/// `JAZZER_FUZZ=1 ./mvnw test -pl assess/workspace -am -Dredoubt.tests=fuzz
/// -Dtest=ConfigurationFuzzTest -Dsurefire.failIfNoSpecifiedTests=false` runs for the time set in
/// the test.
@Tag("fuzz")
class ConfigurationFuzzTest {

  @FuzzTest(maxDuration = "10m")
  void configuration(byte[] bytes) {
    ConfigurationFuzzTarget.read(bytes);
  }
}
