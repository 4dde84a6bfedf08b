package dev.redoubt.keys;

import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.SignatureAlgorithm;
import java.security.PublicKey;

/// A private key that signs and cannot be read, whether it is in this process, in an HSM or in
/// Azure Key Vault.
public interface SigningKey {

  /// The public key, which verifies the signatures.
  PublicKey publicKey();

  /// The signature algorithm, which is fixed for each key.
  SignatureAlgorithm algorithm();

  /// Signs a message of any length; the digest is part of the algorithm.
  ///
  /// @return the signature as in X.509: for ECDSA a DER sequence of two integers
  /// @throws KeyAccessException if the key cannot be used: disabled, destroyed, unreachable
  byte[] sign(byte[] message) throws KeyAccessException;
}
