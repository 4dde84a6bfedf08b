package dev.redoubt.bicep.syntax;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/// Searches for text that makes the parser throw, hang or exhaust memory.
///
/// `JAZZER_FUZZ=1 ./mvnw test -pl assess/bicep -am -Dredoubt.tests=fuzz -Dtest=SyntaxFuzzTest
/// -Dsurefire.failIfNoSpecifiedTests=false` runs for the time set in each test. Findings are stored
/// in the seed corpus, which [SyntaxFuzzSeedsTest] runs in every build. Without the variable only
/// the seeds are run.
@Tag("fuzz")
class SyntaxFuzzTest {

  @FuzzTest(maxDuration = "10m")
  void template(byte[] bytes) {
    SyntaxFuzzTarget.TEMPLATE.read(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void parameters(byte[] bytes) {
    SyntaxFuzzTarget.PARAMETERS.read(bytes);
  }
}
