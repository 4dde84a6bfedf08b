package dev.redoubt.keys.pkcs11;

import dev.redoubt.keys.internal.SigningAlgorithms;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.KeyType;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.Certificate;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/// Creates keys and markers in a token.
record TokenKeyTemplates(TokenSession session) {

  /// Creates a key.
  void make(KeyType type, String label) throws GeneralSecurityException, KeyAccessException {
    switch (type) {
      case AES_256 -> session.keys().setKeyEntry(label, aes(256), null, null);
      case EC_P256, EC_P384, EC_P521 -> {
        SigningAlgorithms algorithm = SigningAlgorithms.of(type);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", session.provider());
        generator.initialize(algorithm.parameters());
        KeyPair pair = generator.generateKeyPair();
        Certificate certificate =
            PlaceholderCertificate.of(label, algorithm, pair, session.provider());
        session.keys().setKeyEntry(label, pair.getPrivate(), null, new Certificate[] {certificate});
      }
      case ED25519, RSA_3072 ->
          throw new KeyAccessException.Refused(
              "keys of type `"
                  + type
                  + "` cannot be created in a token; use `aes-256` or `ec-p256`");
    }
  }

  private SecretKey aes(int bits) throws GeneralSecurityException {
    KeyGenerator generator = KeyGenerator.getInstance("AES", session.provider());
    generator.init(bits);
    return generator.generateKey();
  }

  /// Creates a marker: a data object that only has a label.
  void mark(String label) throws GeneralSecurityException {
    if (!session.keys().containsAlias(label)) {
      session.keys().setKeyEntry(label, aes(128), null, null);
    }
  }

  /// The type of a key; null if Redoubt does not create such keys.
  @Nullable KeyType type(String label) throws GeneralSecurityException, KeyAccessException {
    Key key = session.keys().getKey(label, null);
    if (key instanceof SecretKey secret) {
      return secret.getAlgorithm().equals("AES") ? KeyType.AES_256 : null;
    }
    Certificate certificate = session.keys().getCertificate(label);
    if (key == null || certificate == null || !key.getAlgorithm().equals("EC")) {
      return null;
    }
    return SigningAlgorithms.of(certificate.getPublicKey()).type();
  }
}
