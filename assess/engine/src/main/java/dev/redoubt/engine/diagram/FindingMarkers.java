package dev.redoubt.engine.diagram;

import dev.redoubt.estate.ResourceKey;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Severity;
import dev.redoubt.findings.Verdict;
import dev.redoubt.findings.diagram.DiagramNode.Markers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The findings of one deployment by resource. An exempt finding is neither a violation nor
/// unknown.
public final class FindingMarkers {

  private static final Comparator<Finding> WORST_FIRST =
      Comparator.comparing((Finding each) -> each.control().severity()).reversed();

  private final Map<ResourceKey, List<Finding>> byResource = new HashMap<>();

  /// The findings of a deployment.
  ///
  /// @param deployment the id of the deployment
  /// @param findings of the whole assessment
  public FindingMarkers(String deployment, List<Finding> findings) {
    for (Finding each : findings) {
      boolean isOpen = each.verdict() == Verdict.FAIL || each.verdict() == Verdict.UNKNOWN;
      if (isOpen && each.deployments().contains(deployment)) {
        byResource.computeIfAbsent(each.resource().key(), _ -> new ArrayList<>(2)).add(each);
      }
    }
  }

  /// The markers of a node that shows these resources.
  Markers of(Collection<ResourceKey> resources) {
    List<Finding> all = new ArrayList<>();
    for (ResourceKey each : new LinkedHashSet<>(resources)) {
      all.addAll(byResource.getOrDefault(each, List.of()));
    }
    if (all.isEmpty()) {
      return Markers.NONE;
    }
    all.sort(WORST_FIRST);
    Severity worst =
        all.stream()
            .filter(each -> each.verdict() == Verdict.FAIL)
            .map(each -> each.control().severity())
            .findFirst()
            .orElse(null);
    return new Markers(worst, ids(all, Verdict.FAIL), ids(all, Verdict.UNKNOWN));
  }

  private static List<String> ids(List<Finding> findings, Verdict verdict) {
    return findings.stream()
        .filter(each -> each.verdict() == verdict)
        .map(Finding::id)
        .distinct()
        .toList();
  }

  /// How many findings concern none of these resources.
  int outside(Set<ResourceKey> shown) {
    return byResource.entrySet().stream()
        .filter(each -> !shown.contains(each.getKey()))
        .mapToInt(each -> each.getValue().size())
        .sum();
  }
}
