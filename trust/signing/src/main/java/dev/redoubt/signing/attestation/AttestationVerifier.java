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

/// Verifies attestations: signed by somebody who is trusted, and about the very model.
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
            "the attestation is for another model, or for other content of this model: it names the digest "
                + statement.model()
                + ", but the digest of this model is "
                + model.iterator().next());
      }
      return new AttestationResult.Attested(statement, by, now);
    } catch (RefusedException e) {
      return new AttestationResult.Refused(e.reasons());
    }
  }

  /// The statement of a bundle as it was signed, of whatever predicate type: for who reads
  /// predicates of their own. About which model it is, the caller has to look.
  ///
  /// @return the payload, whose signature holds
  /// @throws RefusedException if nobody who is trusted has signed it
  public byte[] statement(byte[] bundle) throws RefusedException {
    SigstoreBundle read = SigstoreBundle.read(bundle);
    BundleSignatureCheck.check(read, trust, BundleSignatureCheck.FOR_ATTESTATIONS, clock.instant());
    return read.payload();
  }
}
