package dev.redoubt.signing.trust;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;

/// By whom something is signed, after verification.
public sealed interface Signatory {

  /// The key whose signature it is.
  PublicKey key();

  /// One of the keys that the caller trusts.
  ///
  /// @param hint SHA-256 over the key's PEM text, in hexadecimal
  record ByKey(PublicKey key, String hint) implements Signatory {}

  /// Somebody for whom a trusted root vouches.
  ///
  /// @param certificate the signer's
  /// @param names the subject, then its alternative names
  /// @param root whose certificate the chain leads to
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
