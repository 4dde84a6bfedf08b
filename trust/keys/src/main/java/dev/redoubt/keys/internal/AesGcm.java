package dev.redoubt.keys.internal;

import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.SecretBytes;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Encrypts short secrets with AES-256-GCM: a random nonce of 12 bytes, the ciphertext, a tag of 16
/// bytes.
public final class AesGcm {

  /// The number of bytes that encryption adds.
  public static final int OVERHEAD = 28;

  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private AesGcm() {}

  /// Encrypts a secret with a key of 32 bytes.
  public static byte[] seal(SecretBytes key, SecretBytes secret, byte[] associated) {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, associated);
      byte[] sealed = secret.reveal(cipher::doFinal);
      byte[] whole = Arrays.copyOf(nonce, NONCE + sealed.length);
      System.arraycopy(sealed, 0, whole, NONCE, sealed.length);
      return whole;
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("AES-GCM is not available", broken);
    }
  }

  /// Decrypts.
  ///
  /// @param what what does not authenticate, for the message
  /// @throws KeyAccessException.NotAuthentic if it was not encrypted with this key and this
  ///   associated data
  public static SecretBytes open(SecretBytes key, byte[] sealed, byte[] associated, String what)
      throws KeyAccessException {
    if (sealed.length < OVERHEAD) {
      throw new KeyAccessException.NotAuthentic(what);
    }
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(sealed, NONCE), associated);
      return SecretBytes.takeOver(cipher.doFinal(sealed, NONCE, sealed.length - NONCE));
    } catch (AEADBadTagException tampered) {
      throw new KeyAccessException.NotAuthentic(what);
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("AES-GCM is not available", broken);
    }
  }

  private static Cipher cipher(int mode, SecretBytes key, byte[] nonce, byte[] associated)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    key.<Cipher, GeneralSecurityException>reveal(
        bytes -> {
          cipher.init(mode, new SecretKeySpec(bytes, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
          return cipher;
        });
    cipher.updateAAD(associated);
    return cipher;
  }
}
