package dev.redoubt.yaml;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/// Looks for texts that make the reader throw, hang or exhaust memory.
///
/// `JAZZER_FUZZ=1 ./mvnw test -pl base/yaml -am -Dredoubt.tests=fuzz
/// -Dtest='YamlFuzzTest#documents' -Dsurefire.failIfNoSpecifiedTests=false` searches. What it finds
/// is put into the folder of seeds, which [YamlStreamTest] reads in every build.
@Tag("fuzz")
class YamlFuzzTest {

  @FuzzTest(maxDuration = "10m")
  void documents(byte[] bytes) {
    YamlFuzzTarget.read(bytes);
  }
}
