package dev.redoubt.keys.pkcs11;

import dev.redoubt.keys.SigningKey;
import dev.redoubt.keys.internal.SigningAlgorithms;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.SignatureAlgorithm;
import dev.redoubt.keys.pem.PemKeys;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;

/// A key of a token that signs.
///
/// @param label of the object, as messages name it
/// @param usable its label, if it can be used now; asked for at each use
record TokenSigningKey(
    TokenConnection token,
    String label,
    TokenConnection.Work<String> usable,
    PublicKey publicKey,
    SigningAlgorithms kind)
    implements SigningKey {

  /// Opens a key by its label.
  static TokenSigningKey of(
      TokenConnection token, String label, TokenConnection.Work<String> usable)
      throws KeyAccessException {
    PublicKey publicKey = token.work(_ -> publicKey(token, label));
    return new TokenSigningKey(token, label, usable, publicKey, SigningAlgorithms.of(publicKey));
  }

  @Override
  public SignatureAlgorithm algorithm() {
    return kind.algorithm();
  }

  @Override
  public byte[] sign(byte[] message) throws KeyAccessException {
    return token.work(
        objects -> {
          Key key = token.session().keys().getKey(usable.apply(objects), null);
          if (!(key instanceof PrivateKey privateKey)) {
            throw new KeyAccessException.NotFound("the key `" + label + "` no longer exists");
          }
          Signature signature =
              Signature.getInstance(algorithm().standardName(), token.session().provider());
          signature.initSign(privateKey);
          signature.update(message);
          return signature.sign();
        });
  }

  /// The public key, from the certificate of the key.
  static PublicKey publicKey(TokenConnection token, String label)
      throws GeneralSecurityException, KeyAccessException {
    Certificate certificate = token.session().keys().getCertificate(label);
    if (certificate == null) {
      throw new KeyAccessException.NotFound(
          "there is no key with a certificate labelled `"
              + label
              + "` in the token `"
              + token.uri()
              + "`");
    }
    return PemKeys.ofSpki(certificate.getPublicKey().getEncoded());
  }
}
