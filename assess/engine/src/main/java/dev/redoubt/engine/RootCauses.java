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

/// Groups unknown verdicts by root cause.
///
/// A verdict with several causes is in the group of the cause that most verdicts share, and among
/// equals, of the one that is easiest to supply. So there are few groups, and each verdict counts
/// once.
final class RootCauses {

  private RootCauses() {}

  /// The groups, largest first. A finding without a cause is in none.
  ///
  /// @param deployments causes of unknown deployments; each is a group even without verdicts,
  ///   because the number of their resources is unknown
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
