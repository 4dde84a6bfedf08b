package dev.redoubt.keys;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/// Looks for input that makes a reader throw anything but [KeyAccessException], hang or exhaust
/// memory.
///
/// `JAZZER_FUZZ=1 ./mvnw test -pl trust/keys -am -Dredoubt.tests=fuzz -Dtest='KeysFuzzTest#pem'
/// -Dsurefire.failIfNoSpecifiedTests=false` searches. What it finds is put into the folder of
/// seeds, which [FuzzSeedsTest] reads in every build.
@Tag("fuzz")
class KeysFuzzTest {

  @FuzzTest(maxDuration = "10m")
  void policy(byte[] bytes) {
    FuzzTarget.POLICY.read(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void token(byte[] bytes) {
    FuzzTarget.TOKEN.read(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void claims(byte[] bytes) {
    FuzzTarget.CLAIMS.read(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void keyset(byte[] bytes) {
    FuzzTarget.KEYSET.read(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void wrapped(byte[] bytes) {
    FuzzTarget.WRAPPED.read(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void header(byte[] bytes) {
    FuzzTarget.HEADER.read(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void pem(byte[] bytes) {
    FuzzTarget.PEM.read(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void tls(byte[] bytes) {
    FuzzTarget.TLS.read(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void reference(byte[] bytes) {
    FuzzTarget.REFERENCE.read(bytes);
  }
}
