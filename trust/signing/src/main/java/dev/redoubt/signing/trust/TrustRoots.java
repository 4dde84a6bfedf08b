package dev.redoubt.signing.trust;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The keys or certificates whose signatures are accepted. The caller supplies them; they never
/// come from a bundle.
public sealed interface TrustRoots {

  /// Keys that the caller has. A signature by any one of them is accepted.
  record Keys(List<PublicKey> keys) implements TrustRoots {

    public Keys {
      keys = List.copyOf(keys);
      if (keys.isEmpty()) {
        throw new IllegalArgumentException("at least one trusted key is required");
      }
    }

    /// One key.
    public static Keys of(PublicKey key) {
      return new Keys(List.of(key));
    }
  }

  /// Certificates that the caller trusts to say who is who. Accepted is a certificate for signing
  /// code that leads to one of them, and that is one of the identities where there are any.
  ///
  /// Revocation is not checked: that would need the network and a trusted time.
  ///
  /// @param roots certificates at which a chain must end; each is trusted as it is, even if it is
  ///   not a root
  /// @param withSystemRoots whether the roots of the JDK are trusted as well; this requires an
  ///   identity, because anybody can buy such a certificate
  /// @param identities accepted signers: an e-mail address, URI or DNS name among the subject
  ///   alternative names, or a whole subject such as `CN=Ada, O=Contoso`; empty to accept all
  ///   signers whose chain leads to a root
  /// @param at when the certificates must be valid; null for the time of verification
  record Certificates(
      List<X509Certificate> roots,
      boolean withSystemRoots,
      Set<String> identities,
      @Nullable Instant at)
      implements TrustRoots {

    public Certificates {
      roots = List.copyOf(roots);
      identities = Set.copyOf(identities);
      if (roots.isEmpty() && !withSystemRoots) {
        throw new IllegalArgumentException("at least one trusted root is required");
      }
      if (withSystemRoots && identities.isEmpty()) {
        throw new IllegalArgumentException("the system roots require an identity");
      }
    }
  }
}
