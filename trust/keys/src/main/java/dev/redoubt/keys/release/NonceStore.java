package dev.redoubt.keys.release;

import dev.redoubt.keys.material.KeyAccessException;
import java.time.Duration;
import java.time.Instant;

/// Issues nonces to enclaves. A token with such a nonce was created after the nonce was issued, and
/// each nonce is accepted once.
public interface NonceStore {

  /// Long enough to attest twice, and too short for an attacker who finds a token.
  Duration LIFETIME = Duration.ofMinutes(5);

  /// Issues a nonce: 32 random bytes as base64url without padding.
  String issue() throws KeyAccessException;

  /// Uses a nonce.
  ///
  /// @return whether it was issued, is not too old, and was not used before
  boolean use(String nonce) throws KeyAccessException;

  /// Whether a nonce has expired. At the end of its lifetime, it has.
  static boolean isOver(Instant issued, Instant now) {
    return !now.isBefore(issued.plus(LIFETIME));
  }
}
