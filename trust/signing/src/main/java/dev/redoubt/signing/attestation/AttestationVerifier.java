package dev.redoubt.signing.attestation;

import dev.redoubt.signing.digest.Digest;
import dev.redoubt.signing.internal.trust.SignatureCheck;
import dev.redoubt.signing.refusal.RefusedException;
import dev.redoubt.signing.trust.Bundle;
import dev.redoubt.signing.trust.Signatory;
import dev.redoubt.signing.trust.Trust;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/// Verifies attestations: signed by somebody who is trusted, and about the very model.
public final class AttestationVerifier {

  private final Trust trust;
  private final InstantSource clock;

  private AttestationVerifier(Trust trust, InstantSource clock) {
    this.trust = trust;
    this.clock = clock;
  }

  /// One that accepts those signatures.
  public static AttestationVerifier of(Trust trust) {
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
  public Attestation verify(byte[] bundle, Set<Digest> model) {
    try {
      Instant now = clock.instant();
      Bundle read = Bundle.read(bundle);
      Signatory by = SignatureCheck.check(read, trust, SignatureCheck.FOR_ATTESTATIONS, now);
      Statement statement = Statement.read(read.payload());
      if (!model.contains(statement.model())) {
        throw new RefusedException(
            "it is about another model, or another state of this one: "
                + statement.model()
                + ", not "
                + model.iterator().next());
      }
      return new Attestation.Attested(statement, by, now);
    } catch (RefusedException e) {
      return new Attestation.Refused(e.reasons());
    }
  }

  /// The statement of a bundle as it was signed, of whatever predicate type: for who reads
  /// predicates of their own. About which model it is, the caller has to look.
  ///
  /// @return the payload, whose signature holds
  /// @throws RefusedException if nobody who is trusted has signed it
  public byte[] statement(byte[] bundle) throws RefusedException {
    Bundle read = Bundle.read(bundle);
    SignatureCheck.check(read, trust, SignatureCheck.FOR_ATTESTATIONS, clock.instant());
    return read.payload();
  }
}
