package dev.redoubt.keys.azure;

import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import dev.redoubt.keys.SigningKey;
import dev.redoubt.keys.internal.DerEncoding;
import dev.redoubt.keys.internal.SigningAlgorithms;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.KeyType;
import dev.redoubt.keys.material.SignatureAlgorithm;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;

/// A version of an Azure key that signs. The digest is computed locally, and only the digest is
/// sent.
record VaultSigningKey(String id, KeyType type, PublicKey publicKey, CryptographyClient client)
    implements SigningKey {

  @Override
  public SignatureAlgorithm algorithm() {
    return SigningAlgorithms.of(type).algorithm();
  }

  @Override
  public byte[] sign(byte[] message) throws KeyAccessException {
    byte[] digest;
    try {
      digest = MessageDigest.getInstance(digestName()).digest(message);
    } catch (NoSuchAlgorithmException broken) {
      throw new IllegalStateException(broken);
    }
    byte[] raw = AzureErrorMapping.calling(id, () -> client.sign(remote(), digest).getSignature());
    return DerEncoding.ofRawSignature(raw);
  }

  private String digestName() {
    return switch (algorithm()) {
      case ECDSA_P256_SHA256 -> "SHA-256";
      case ECDSA_P384_SHA384 -> "SHA-384";
      case ECDSA_P521_SHA512 -> "SHA-512";
      case ED25519 -> throw new IllegalStateException("Azure does not support Ed25519");
    };
  }

  private com.azure.security.keyvault.keys.cryptography.models.SignatureAlgorithm remote() {
    return com.azure.security.keyvault.keys.cryptography.models.SignatureAlgorithm.fromString(
        switch (algorithm()) {
          case ECDSA_P256_SHA256 -> "ES256";
          case ECDSA_P384_SHA384 -> "ES384";
          case ECDSA_P521_SHA512 -> "ES512";
          case ED25519 -> throw new IllegalStateException("Azure does not support Ed25519");
        });
  }
}
