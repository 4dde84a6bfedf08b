package dev.redoubt.keys.release;

import dev.redoubt.keys.material.KeyAccessException;
import java.time.Duration;
import java.time.Instant;

/// Nonces that we issue to enclaves: a token with one was made after it was issued, and each counts
/// once.
public interface NonceStore {

  /// Enough to attest twice, and short for somebody who finds a token.
  Duration LIFETIME = Duration.ofMinutes(5);

  /// Issues a new one: 32 random bytes as base64url without padding.
  String issue() throws KeyAccessException;

  /// Uses one up.
  ///
  /// @return whether it was issued, is not too old, and was not used before
  boolean use(String nonce) throws KeyAccessException;

  /// Whether a nonce is too old. At the instant at which its lifetime ends, it is.
  static boolean isOver(Instant issued, Instant now) {
    return !now.isBefore(issued.plus(LIFETIME));
  }
}
