package dev.redoubt.signing;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/// Looks for input that makes a reader throw, hang or exhaust memory: `JAZZER_FUZZ=1 ./mvnw test
/// -pl trust/signing -am -Dredoubt.tests=fuzz -Dtest='SigningFuzzTest#bundle'
/// -Dsurefire.failIfNoSpecifiedTests=false`.
@Tag("fuzz")
class SigningFuzzTest {

  @FuzzTest(maxDuration = "10m")
  void bundle(byte[] bytes) {
    FuzzTarget.BUNDLE.read(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void manifest(byte[] bytes) {
    FuzzTarget.MANIFEST.read(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void statement(byte[] bytes) {
    FuzzTarget.STATEMENT.read(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void predicate(byte[] bytes) {
    FuzzTarget.PREDICATE.read(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void pem(byte[] bytes) {
    FuzzTarget.PEM.read(bytes);
  }
}
