package dev.redoubt.report;

import dev.redoubt.estate.Origin;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Finding;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Names the deployments of a finding where its location does not tell them: if several deployments
/// have resources in the same file.
final class DeploymentLabels {

  /// Deployments that are named; the machine-readable formats list all.
  private static final int MAX_NAMES = 3;

  private final Map<Integer, Set<String>> byFile = new HashMap<>();

  DeploymentLabels(Assessment assessment) {
    if (assessment.deployments().size() > 1) {
      assessment
          .findings()
          .forEach(
              finding ->
                  byFile
                      .computeIfAbsent(place(finding).file(), _ -> new HashSet<>())
                      .addAll(finding.deployments()));
    }
  }

  private static Origin place(Finding finding) {
    return finding.origin().isWritten() ? finding.origin() : finding.resource().origin();
  }

  /// The deployments of a finding as text; empty if its location tells them.
  String of(Finding finding) {
    if (byFile.getOrDefault(place(finding).file(), Set.of()).size() < 2) {
      return "";
    }
    List<String> ids = finding.deployments();
    int more = ids.size() - MAX_NAMES;
    return more > 0
        ? String.join(", ", ids.subList(0, MAX_NAMES)) + " and " + more + " more deployments"
        : String.join(", ", ids);
  }
}
