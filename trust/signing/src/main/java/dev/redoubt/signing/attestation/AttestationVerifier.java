package dev.redoubt.signing.attestation;

import dev.redoubt.signing.digest.ResourceDigest;
import dev.redoubt.signing.internal.trust.BundleSignatureCheck;
import dev.redoubt.signing.refusal.RefusedException;
import dev.redoubt.signing.trust.Signatory;
import dev.redoubt.signing.trust.SigstoreBundle;
import dev.redoubt.signing.trust.TrustRoots;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/// Verifies that an attestation is signed by a trusted key or certificate, and that its subject is
/// the given model.
public final class AttestationVerifier {

  private final TrustRoots trust;
  private final InstantSource clock;

  private AttestationVerifier(TrustRoots trust, InstantSource clock) {
    this.trust = trust;
    this.clock = clock;
  }

  /// One that accepts those signatures.
  public static AttestationVerifier of(TrustRoots trust) {
    return new AttestationVerifier(trust, InstantSource.system());
  }

  /// The same, with another clock for the validity of certificates.
  public AttestationVerifier at(InstantSource time) {
    return new AttestationVerifier(trust, time);
  }

  /// Verifies the bytes of a bundle.
  ///
  /// @param model the digests of the model: [dev.redoubt.signing.Manifest#digests] of it as it is
  ///   hashed now, or as a verified signature has it
  public AttestationResult verify(byte[] bundle, Set<ResourceDigest> model) {
    try {
      Instant now = clock.instant();
      SigstoreBundle read = SigstoreBundle.read(bundle);
      Signatory by =
          BundleSignatureCheck.check(read, trust, BundleSignatureCheck.FOR_ATTESTATIONS, now);
      AttestationStatement statement = AttestationStatement.read(read.payload());
      if (!model.contains(statement.model())) {
        throw new RefusedException(
            "the attestation is for another model, or for other content of this model: it names the"
                + " digest "
                + statement.model()
                + ", but the digest of this model is "
                + model.iterator().next());
      }
      return new AttestationResult.Attested(statement, by, now);
    } catch (RefusedException e) {
      return new AttestationResult.Refused(e.reasons());
    }
  }

  /// Verifies a bundle and returns its statement, of whatever predicate type, for callers that read
  /// their own predicates. The caller has to check the subject.
  ///
  /// @return the payload, whose signature holds
  /// @throws RefusedException if no trusted key or certificate signed it
  public byte[] statement(byte[] bundle) throws RefusedException {
    SigstoreBundle read = SigstoreBundle.read(bundle);
    BundleSignatureCheck.check(read, trust, BundleSignatureCheck.FOR_ATTESTATIONS, clock.instant());
    return read.payload();
  }
}
