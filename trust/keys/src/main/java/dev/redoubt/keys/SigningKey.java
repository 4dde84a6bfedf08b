package dev.redoubt.keys;

import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.SignatureAlgorithm;
import java.security.PublicKey;

/// A private key that signs and is never seen, wherever it is: in this process, in an HSM, in Azure
/// Key Vault.
public interface SigningKey {

  /// What verifies the signatures.
  PublicKey publicKey();

  /// How this key signs; fixed for each key.
  SignatureAlgorithm algorithm();

  /// Signs a message of any length; the digest is part of the algorithm.
  ///
  /// @return the signature as X.509 has it: for ECDSA a DER sequence of two integers
  /// @throws KeyAccessException if the key cannot be used: disabled, destroyed, out of reach
  byte[] sign(byte[] message) throws KeyAccessException;
}
