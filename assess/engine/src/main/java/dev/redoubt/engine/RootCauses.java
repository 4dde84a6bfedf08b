package dev.redoubt.engine;

import dev.redoubt.estate.UnknownCause;
import dev.redoubt.findings.Assessment.UnknownGroup;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Groups unknown verdicts by what would have to be known.
///
/// A verdict with several causes stands under the one that most verdicts share, and of those with
/// as many under the one that is easiest to supply, so that groups are few and each verdict counts
/// once.
final class RootCauses {

  private RootCauses() {}

  /// The groups, those of most verdicts first. A finding without a cause is in none.
  ///
  /// @param deployments causes of whole deployments that are not known: each is a group, if need be
  ///   one without a verdict, because nobody knows how many there would be
  static List<UnknownGroup> of(List<Finding> findings, Set<UnknownCause> deployments) {
    List<Finding> unknown =
        findings.stream().filter(finding -> finding.verdict() == Verdict.UNKNOWN).toList();
    Map<UnknownCause, Integer> shared = new HashMap<>();
    unknown.forEach(
        finding -> finding.causes().forEach(cause -> shared.merge(cause, 1, Integer::sum)));
    Comparator<UnknownCause> mostTelling =
        Comparator.<UnknownCause>comparingInt(cause -> -shared.getOrDefault(cause, 0))
            .thenComparing(UnknownCause::kind)
            .thenComparing(UnknownCause::text);
    Map<UnknownCause, List<Finding>> groups = new LinkedHashMap<>();
    for (Finding finding : unknown) {
      finding.causes().stream()
          .min(mostTelling)
          .ifPresent(cause -> groups.computeIfAbsent(cause, _ -> new ArrayList<>()).add(finding));
    }
    deployments.forEach(cause -> groups.computeIfAbsent(cause, _ -> new ArrayList<>()));
    return groups.entrySet().stream()
        .map(group -> new UnknownGroup(group.getKey(), group.getValue()))
        .sorted(Comparator.comparingInt(group -> -group.findings().size()))
        .toList();
  }
}
