package dev.redoubt.gate;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// A piece of evidence about a model version, with its attester. It is never changed; a withdrawal
/// is evidence of its own.
///
/// @param id greater than that of any earlier evidence
/// @param project evidence applies only to models of this project
/// @param subject digest of the files that it is about
/// @param time when it was added, in milliseconds
/// @param expires when it expires, independently of the policy
/// @param reviewed for an approval or a rejection, the version that was reviewed; empty for other
///   evidence, and for reviews by an older server that did not record it
public record Evidence(
    long id,
    String project,
    ModelDigest subject,
    Attester by,
    Instant time,
    Optional<Instant> expires,
    Optional<ReviewedVersion> reviewed,
    EvidenceClaim claim) {

  /// @throws NullPointerException if an argument is null
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
