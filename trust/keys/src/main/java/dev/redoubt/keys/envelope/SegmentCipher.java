package dev.redoubt.keys.envelope;

import dev.redoubt.keys.internal.Hkdf;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.SecretBytes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Encrypts and decrypts the segments of a ciphertext in Tink's wire format "AES-GCM-HKDF Streaming
/// AEAD", with HKDF and SHA-256, derived keys of 256 bits and no offset of the first segment.
///
/// The stream begins with 40 bytes: their number, a salt of 32 and a nonce prefix of 7. A segment
/// is ciphertext and tag; its nonce is the prefix, its number (32 bits) and whether it is the last.
/// The first segment is shorter by the 40 bytes, so that ciphertext divides into equal parts.
final class SegmentCipher {

  static final int PREFIX = 40;
  static final int TAG = 16;

  private static final int SALT = 32;
  private static final int NONCE_PREFIX = 7;
  private static final int NONCE = 12;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Cipher cipher;
  private final SecretKeySpec key;
  private final byte[] nonce = new byte[NONCE];
  private final int mode;

  private SegmentCipher(int mode, SecretBytes dataKey, byte[] prefix, byte[] associated) {
    this.mode = mode;
    System.arraycopy(prefix, 1 + SALT, nonce, 0, NONCE_PREFIX);
    try (SecretBytes derived =
        Hkdf.derive(dataKey, Arrays.copyOfRange(prefix, 1, 1 + SALT), associated, SALT)) {
      key = derived.reveal(bytes -> new SecretKeySpec(bytes, "AES"));
      cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("AES-GCM is not available", broken);
    }
  }

  /// Starts a ciphertext, and writes its first 40 bytes into the array.
  static SegmentCipher encrypting(SecretBytes dataKey, byte[] associated, byte[] prefix) {
    RANDOM.nextBytes(prefix);
    prefix[0] = PREFIX;
    return new SegmentCipher(Cipher.ENCRYPT_MODE, dataKey, prefix, associated);
  }

  /// Starts decryption of a ciphertext with these first 40 bytes.
  static SegmentCipher decrypting(SecretBytes dataKey, byte[] associated, byte[] prefix)
      throws KeyAccessException {
    if (prefix.length != PREFIX || prefix[0] != PREFIX) {
      throw notAuthentic();
    }
    return new SegmentCipher(Cipher.DECRYPT_MODE, dataKey, prefix, associated);
  }

  /// Encrypts or decrypts a segment, and returns the size of the result.
  ///
  /// @throws KeyAccessException.NotAuthentic if it is not this segment of this ciphertext
  int apply(int number, boolean last, byte[] in, int inOffset, int size, byte[] out, int outOffset)
      throws KeyAccessException {
    try {
      ByteBuffer.wrap(nonce).putInt(NONCE_PREFIX, number).put(NONCE - 1, (byte) (last ? 1 : 0));
      cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce));
      return cipher.doFinal(in, inOffset, size, out, outOffset);
    } catch (AEADBadTagException tampered) {
      throw notAuthentic();
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("AES-GCM failed", broken);
    }
  }

  static KeyAccessException notAuthentic() {
    return new KeyAccessException.NotAuthentic(
        "the ciphertext does not authenticate: it was modified or truncated, or belongs to another"
            + " header");
  }
}
