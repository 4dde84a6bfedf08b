package dev.redoubt.http.identity;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/// Fuzzes tokens, security events and configurations: no input may make the parsers throw, hang or
/// exhaust memory, or be accepted without a valid signature.
///
/// `JAZZER_FUZZ=1 ./mvnw test -pl app/server -am -Dredoubt.tests=fuzz
/// -Dtest='IdentityFuzzTest#token' -Dsurefire.failIfNoSpecifiedTests=false` searches. What it finds
/// is put into the folder of seeds, which [IdentityFuzzSeedsTest] reads in every build.
@Tag("fuzz")
class IdentityFuzzTest {

  @FuzzTest(maxDuration = "10m")
  void token(byte[] bytes) {
    IdentityFuzzTarget.TOKEN.read(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void event(byte[] bytes) {
    IdentityFuzzTarget.EVENT.read(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void trust(byte[] bytes) {
    IdentityFuzzTarget.TRUST.read(bytes);
  }
}
