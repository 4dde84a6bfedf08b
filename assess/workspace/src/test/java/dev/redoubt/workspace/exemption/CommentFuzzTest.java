package dev.redoubt.workspace.exemption;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/// Searches for text whose comments make the reader of exemptions throw or hang.
///
/// `JAZZER_FUZZ=1 ./mvnw test -pl assess/workspace -am -Dredoubt.tests=fuzz
/// -Dtest='CommentFuzzTest#bicep' -Dsurefire.failIfNoSpecifiedTests=false` runs for the time set in
/// each test.
@Tag("fuzz")
class CommentFuzzTest {

  @FuzzTest(maxDuration = "10m")
  void bicep(byte[] bytes) {
    CommentFuzzTarget.BICEP.read(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void json(byte[] bytes) {
    CommentFuzzTarget.JSON.read(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void yaml(byte[] bytes) {
    CommentFuzzTarget.YAML.read(bytes);
  }
}
