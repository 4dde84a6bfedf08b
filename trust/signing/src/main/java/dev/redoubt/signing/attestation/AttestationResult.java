package dev.redoubt.signing.attestation;

import dev.redoubt.signing.refusal.RefusalReason;
import dev.redoubt.signing.trust.Signatory;
import java.time.Instant;
import java.util.List;

/// The result of verifying an attestation about a model.
public sealed interface AttestationResult {

  /// The attestation is authentic and about the model. The caller has to judge the predicate.
  ///
  /// @param statement what was said
  /// @param by who said it
  /// @param at when it was verified
  record Attested(AttestationStatement statement, Signatory by, Instant at)
      implements AttestationResult {}

  /// It cannot be relied on.
  ///
  /// @param reasons at least one
  record Refused(List<RefusalReason> reasons) implements AttestationResult {

    public Refused {
      reasons = List.copyOf(reasons);
      if (reasons.isEmpty()) {
        throw new IllegalArgumentException("a refusal needs a reason");
      }
    }
  }
}
