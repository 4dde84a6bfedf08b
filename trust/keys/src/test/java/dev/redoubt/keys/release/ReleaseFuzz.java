package dev.redoubt.keys.release;

import dev.redoubt.keys.material.KeyAccessException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The readers of this package that are fuzzed.
public final class ReleaseFuzz {

  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final byte[] KEYS = TestAttestationService.keySet();

  private ReleaseFuzz() {}

  /// Verifies a token.
  public static void token(String text) throws KeyAccessException {
    new AttestationVerifier(_ -> KEYS, new InMemoryNonceStore(CLOCK), CLOCK)
        .verify(
            text,
            List.of(TestAttestationService.ISSUER),
            KeyReleaseEncryption.RSA_AES_KEY_WRAP_256);
  }

  /// Judges claims as if somebody had signed them.
  public static void claims(byte[] bytes) throws KeyAccessException {
    JsonNode claims = ReleaseJson.object("the token", bytes);
    EnclaveClaims enclave = new EnclaveClaims(claims);
    ReleasePolicy policy =
        ReleasePolicy.parse(
            TestAttestationService.policy("{\"claim\":\"x-ms-isolation-tee.a\",\"less\":1}"));
    enclave.checkNotDebuggable();
    enclave.nonce();
    ReleaseReason reason =
        policy.evaluate(
            new AttestedEnclave(
                TestAttestationService.ISSUER,
                claims,
                enclave.encryptionKey(),
                KeyReleaseEncryption.RSA_AES_KEY_WRAP_256));
    if (reason.toString().isBlank()) {
      throw new AssertionError("there must be a reason");
    }
  }

  /// Reads an issuer's keys.
  public static void keySet(byte[] bytes) throws KeyAccessException {
    AttestationKeySet.parse(bytes).key("k1", NOW);
  }
}
