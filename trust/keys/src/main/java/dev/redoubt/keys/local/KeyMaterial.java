package dev.redoubt.keys.local;

import dev.redoubt.keys.DataKey;
import dev.redoubt.keys.internal.SigningAlgorithms;
import dev.redoubt.keys.material.KeyType;
import dev.redoubt.keys.material.SecretBytes;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;

/// The secret part of a key version, and its public key if it has one.
@SuppressWarnings("ArrayRecordComponent") // never compared
record KeyMaterial(SecretBytes secret, byte[] publicKey) implements AutoCloseable {

  static KeyMaterial make(KeyType type) {
    if (type.wraps()) {
      return new KeyMaterial(SecretBytes.random(DataKey.SIZE), new byte[0]);
    }
    try {
      SigningAlgorithms algorithm = SigningAlgorithms.of(type);
      KeyPairGenerator generator =
          KeyPairGenerator.getInstance(algorithm.isEcdsa() ? "EC" : "Ed25519");
      if (algorithm.isEcdsa()) {
        generator.initialize(algorithm.parameters());
      }
      KeyPair pair = generator.generateKeyPair();
      return of(pair.getPrivate(), pair.getPublic());
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException(broken);
    }
  }

  static KeyMaterial of(PrivateKey privateKey, PublicKey publicKey) {
    return new KeyMaterial(SecretBytes.takeOver(privateKey.getEncoded()), publicKey.getEncoded());
  }

  static PrivateKey privateKey(SigningAlgorithms algorithm, SecretBytes material) {
    return material.reveal(
        pkcs8 -> {
          try {
            return KeyFactory.getInstance(algorithm.isEcdsa() ? "EC" : "Ed25519")
                .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
          } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
          }
        });
  }

  @Override
  public void close() {
    secret.close();
  }
}
