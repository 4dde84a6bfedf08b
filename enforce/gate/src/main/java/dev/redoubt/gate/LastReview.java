package dev.redoubt.gate;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What one reviewer has said last of a version for an environment.
///
/// @param said empty for nothing that names the version
/// @param takenBack whether they no longer say so
record LastReview(Optional<Evidence> said, boolean takenBack) {

  static LastReview of(List<Evidence> all, Giver by, String environment) {
    Optional<Evidence> last =
        all.stream()
            .filter(each -> each.isReview() && each.claim().environment().equals(environment))
            .filter(each -> each.by().id().equals(by.id()) && each.reviewed().isPresent())
            .max(Comparator.comparingLong(LastReview::turn));
    return new LastReview(
        last, last.filter(each -> Case.withdrawn(all).contains(each.id())).isPresent());
  }

  private static long turn(Evidence review) {
    return review.reviewed().map(Reviewed::turn).orElse(0L);
  }

  /// How often they have said something, taken back or not.
  long turn() {
    return said.map(LastReview::turn).orElse(0L);
  }

  /// What they still say.
  Optional<Evidence> standing() {
    return said.filter(_ -> !takenBack);
  }
}
