package dev.redoubt.signing.trust;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whose signatures are accepted. The caller decides; a bundle has no say in it.
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
  /// Revocation is not looked up: that needs the network, and a time that nobody vouches for.
  ///
  /// @param roots where a chain must end; each is trusted as it is, also one that is not a root
  /// @param withSystemRoots whether those of the JDK count too; then there must be an identity, as
  ///   anybody can buy such a certificate
  /// @param identities whom to accept: an e-mail address, URI or DNS name among the subject's
  ///   alternative names, or a whole subject such as `CN=Ada, O=Contoso`; empty for whomever the
  ///   roots vouch for
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
        throw new IllegalArgumentException(
            "the system roots require an identity");
      }
    }
  }
}
