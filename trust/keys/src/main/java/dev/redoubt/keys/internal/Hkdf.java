package dev.redoubt.keys.internal;

import dev.redoubt.keys.material.SecretBytes;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/// Derives keys with HKDF-SHA256 (RFC 5869).
public final class Hkdf {

  private Hkdf() {}

  /// Extracts and expands in one.
  public static SecretBytes derive(SecretBytes secret, byte[] salt, byte[] info, int size) {
    try {
      KDF kdf = KDF.getInstance("HKDF-SHA256");
      return secret.<SecretBytes, GeneralSecurityException>reveal(
          bytes ->
              SecretBytes.takeOver(
                  kdf.deriveData(
                      HKDFParameterSpec.ofExtract()
                          .addIKM(bytes)
                          .addSalt(salt)
                          .thenExpand(info, size))));
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("HKDF is not available", broken);
    }
  }
}
