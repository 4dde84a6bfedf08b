package dev.redoubt.keys.local;

import dev.redoubt.keys.SigningKey;
import dev.redoubt.keys.internal.SigningAlgorithms;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.SecretBytes;
import dev.redoubt.keys.material.SignatureAlgorithm;
import dev.redoubt.keys.pem.PemKeys;
import java.security.PrivateKey;
import java.security.PublicKey;

/// A version of a local key that signs. Each use reads the current state of the key.
record LocalSigningKey(
    KeyFolder folder, String name, int number, SigningAlgorithms kind, PublicKey publicKey)
    implements SigningKey {

  @Override
  public SignatureAlgorithm algorithm() {
    return kind.algorithm();
  }

  @Override
  public byte[] sign(byte[] message) throws KeyAccessException {
    KeyRecord record = folder.read(name);
    record.usable(Integer.toString(number));
    try (SecretBytes material = folder.material(record, number)) {
      PrivateKey privateKey = KeyMaterial.privateKey(kind, material);
      return PemKeys.signingKey(new PemKeys.Pair(privateKey, publicKey, algorithm())).sign(message);
    }
  }
}
