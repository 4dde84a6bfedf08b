package dev.redoubt.gate;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Latest review of a version by one reviewer for an environment.
///
/// @param latest empty if the reviewer has not reviewed this version
/// @param withdrawn whether the reviewer has withdrawn it
record LatestReview(Optional<Evidence> latest, boolean withdrawn) {

  static LatestReview of(List<Evidence> all, Attester by, String environment) {
    Optional<Evidence> last =
        all.stream()
            .filter(each -> each.isReview() && each.claim().environment().equals(environment))
            .filter(each -> each.by().id().equals(by.id()) && each.reviewed().isPresent())
            .max(Comparator.comparingLong(LatestReview::turn));
    return new LatestReview(
        last, last.filter(each -> GateInput.withdrawn(all).contains(each.id())).isPresent());
  }

  private static long turn(Evidence review) {
    return review.reviewed().map(ReviewedVersion::turn).orElse(0L);
  }

  /// Returns the number of reviews so far, withdrawn ones included.
  long turn() {
    return latest.map(LatestReview::turn).orElse(0L);
  }

  /// Returns the review that is still in force.
  Optional<Evidence> inForce() {
    return latest.filter(_ -> !withdrawn);
  }
}
