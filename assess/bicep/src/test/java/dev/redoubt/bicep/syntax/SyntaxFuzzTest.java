package dev.redoubt.bicep.syntax;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/// Looks for text that makes the parser throw, hang or exhaust memory.
///
/// `JAZZER_FUZZ=1 ./mvnw test -pl assess/bicep -am -Dredoubt.tests=fuzz -Dtest=SyntaxFuzzTest
/// -Dsurefire.failIfNoSpecifiedTests=false` searches for the time that each test names. What it
/// finds is put into the folder of seeds, which [SyntaxFuzzSeedsTest] reads in every build. Without
/// the variable the seeds alone are run.
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
