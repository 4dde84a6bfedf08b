package dev.redoubt.gate;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// Something that is known of a model, and who said so. It is never changed; what is taken back is
/// taken back by evidence of its own.
///
/// @param id greater than that of anything that was added before
/// @param project it counts only for models of this one
/// @param subject what it is about
/// @param time when it was added, to the millisecond
/// @param expires when it stops to count, whatever the policy says
/// @param reviewed of an approval or a rejection, the version that it is of; empty for all else,
///   and for reviews of which an older server has not written it down
public record Evidence(
    long id,
    String project,
    ModelDigest subject,
    Attester by,
    Instant time,
    Optional<Instant> expires,
    Optional<ReviewedVersion> reviewed,
    EvidenceClaim claim) {

  /// @throws NullPointerException if one is null
  public Evidence {
    Objects.requireNonNull(project);
    Objects.requireNonNull(subject);
    Objects.requireNonNull(by);
    Objects.requireNonNull(time);
    Objects.requireNonNull(expires);
    Objects.requireNonNull(reviewed);
    Objects.requireNonNull(claim);
  }

  /// Whether it is an approval or a rejection.
  boolean isReview() {
    return switch (claim) {
      case EvidenceClaim.Approval _, EvidenceClaim.Rejection _ -> true;
      case EvidenceClaim.Scan _,
          EvidenceClaim.Signature _,
          EvidenceClaim.Attestation _,
          EvidenceClaim.Withdrawal _ ->
          false;
    };
  }
}
