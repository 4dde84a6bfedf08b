package dev.redoubt.signing;

import dev.redoubt.signing.refusal.RefusalReason;
import dev.redoubt.signing.trust.Signatory;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// The result of verifying a model against a signature.
public sealed interface VerificationResult {

  /// It is, file by file.
  ///
  /// @param manifest what was signed
  /// @param by who signed it
  /// @param at the time of verification; the time of signing is not known
  /// @param files how many files were compared
  /// @param bytes how many bytes they have
  /// @param uncovered what is there and no signature covers, relative to the model: ignored paths
  ///   (a folder stands for all in it), with shards also empty files, and unsigned files where the
  ///   caller asked to ignore them
  record Verified(
      Manifest manifest, Signatory by, Instant at, int files, long bytes, Set<String> uncovered)
      implements VerificationResult {

    public Verified {
      uncovered = Set.copyOf(uncovered);
    }
  }

  /// The model does not match the signature, or this cannot be determined.
  ///
  /// @param reasons at least one, those about the whole first, then by file
  record Refused(List<RefusalReason> reasons) implements VerificationResult {

    public Refused {
      reasons = List.copyOf(reasons);
      if (reasons.isEmpty()) {
        throw new IllegalArgumentException("a refusal needs a reason");
      }
    }
  }
}
