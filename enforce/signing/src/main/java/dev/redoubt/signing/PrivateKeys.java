package dev.redoubt.signing;

import dev.redoubt.keys.SigningKey;
import dev.redoubt.signing.internal.PemSigningKey;
import org.jspecify.annotations.Nullable;

/// Reads private keys from files. A key in an HSM or in Azure Key Vault is safer: it cannot be
/// copied.
public final class PrivateKeys {

  private PrivateKeys() {}

  /// Reads a PEM file with one elliptic curve key: PKCS #8, also encrypted, or `EC PRIVATE KEY`.
  ///
  /// @param what the file, as messages name it
  /// @param password for an encrypted one, else null; left as it is
  public static SigningKey read(byte[] pem, String what, char @Nullable [] password)
      throws RefusedException {
    return PemSigningKey.read(pem, what, password);
  }
}
