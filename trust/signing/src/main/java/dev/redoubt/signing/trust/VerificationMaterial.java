package dev.redoubt.signing.trust;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The key or the certificates that a bundle names as its signer. They are not trusted by
/// themselves.
public sealed interface VerificationMaterial {

  /// A key that the verifier must have. It is named either by its text, in older signatures (before
  /// version 1.1 of the reference implementation), or by its fingerprint.
  ///
  /// @param hint the SHA-256 of the key's PEM text in hexadecimal, or null
  /// @param pem the key's PEM text, or null
  record Key(@Nullable String hint, @Nullable String pem) implements VerificationMaterial {

    public Key {
      if ((hint == null) == (pem == null)) {
        throw new IllegalArgumentException("a key needs either a hint or its PEM text");
      }
    }
  }

  /// Certificates, each in DER: the signer's certificate first, then those that lead to a root.
  record Certificates(List<byte[]> chain) implements VerificationMaterial {

    public Certificates {
      chain = chain.stream().map(byte[]::clone).toList();
      if (chain.isEmpty()) {
        throw new IllegalArgumentException("a certificate chain must not be empty");
      }
    }

    @Override
    public List<byte[]> chain() {
      return chain.stream().map(byte[]::clone).toList();
    }
  }
}
