package dev.redoubt.gate;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What one reviewer has said last of a version for an environment.
///
/// @param said empty for nothing that names the version
/// @param takenBack whether they no longer say so
record LatestReview(Optional<Evidence> said, boolean takenBack) {

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

  /// How often they have said something, taken back or not.
  long turn() {
    return said.map(LatestReview::turn).orElse(0L);
  }

  /// What they still say.
  Optional<Evidence> standing() {
    return said.filter(_ -> !takenBack);
  }
}
