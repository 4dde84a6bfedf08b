package dev.redoubt.signing.internal;

import dev.redoubt.signing.digest.HashAlgorithm;
import java.security.MessageDigest;

/// Computes a digest from successive pieces of data, in one thread.
public interface IncrementalHash {

  /// Takes more bytes.
  void update(byte[] bytes, int offset, int length);

  /// The digest of all bytes taken; begins anew.
  byte[] digest();

  /// One of an algorithm. SHA-256 is the JDK's, which uses the processor's instructions for it.
  static IncrementalHash of(HashAlgorithm algorithm) {
    return switch (algorithm) {
      case SHA256 -> new OfJdk(Sha256.start());
      case BLAKE2B -> new Blake2b();
      case BLAKE3 -> new Blake3();
    };
  }

  /// One that the JDK has.
  record OfJdk(MessageDigest digester) implements IncrementalHash {

    @Override
    public void update(byte[] bytes, int offset, int length) {
      digester.update(bytes, offset, length);
    }

    @Override
    public byte[] digest() {
      return digester.digest();
    }
  }
}
