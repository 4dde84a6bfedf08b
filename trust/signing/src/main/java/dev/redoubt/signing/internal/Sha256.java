package dev.redoubt.signing.internal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Computes SHA-256 digests.
public final class Sha256 {

  private Sha256() {}

  /// A digest to feed.
  public static MessageDigest start() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The digest of bytes.
  public static byte[] of(byte[] bytes) {
    return start().digest(bytes);
  }
}
