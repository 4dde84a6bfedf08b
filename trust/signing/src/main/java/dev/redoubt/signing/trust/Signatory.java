package dev.redoubt.signing.trust;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;

/// The verified signer of a bundle.
public sealed interface Signatory {

  /// The public key that verifies the signature.
  PublicKey key();

  /// A signer who is identified by a trusted key.
  ///
  /// @param hint SHA-256 of the key's PEM text, in hexadecimal
  record ByKey(PublicKey key, String hint) implements Signatory {}

  /// A signer who is identified by a certificate that leads to a trusted root.
  ///
  /// @param certificate of the signer
  /// @param names the subject, then its subject alternative names
  /// @param root the subject of the root to which the certificate chain leads
  record ByCertificate(X509Certificate certificate, List<String> names, String root)
      implements Signatory {

    public ByCertificate {
      names = List.copyOf(names);
    }

    @Override
    public PublicKey key() {
      return certificate.getPublicKey();
    }
  }
}
