package dev.redoubt.report;

import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Assessment.Deployment;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.result.FindingWording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Findings by deployment: first those that several deployments share, each once, then those of
/// each deployment. Of many deployments, those with few findings are one section.
final class DeploymentSections {

  /// With more sections, the report repeats titles and fixes too often.
  private static final int MAX_SECTIONS = 6;

  /// Deployments that are named; the machine-readable formats list all.
  private static final int MAX_NAMES = 3;

  private DeploymentSections() {}

  /// Findings that are shown together.
  ///
  /// @param title empty if there is one deployment
  /// @param isMixed whether the findings have different deployments, so that each names its own
  record Section(String title, boolean isMixed, List<Finding> findings) {
    Section {
      findings = List.copyOf(findings);
    }
  }

  static List<Section> of(Assessment assessment, List<Finding> findings, ConsolePaths paths) {
    if (assessment.deployments().size() < 2) {
      return findings.isEmpty() ? List.of() : List.of(new Section("", false, findings));
    }
    Map<String, List<Finding>> own = new HashMap<>();
    List<Finding> shared = new ArrayList<>();
    for (Finding finding : findings) {
      if (finding.deployments().size() == 1) {
        own.computeIfAbsent(finding.deployments().getFirst(), _ -> new ArrayList<>()).add(finding);
      } else {
        shared.add(finding);
      }
    }
    List<Section> sections = new ArrayList<>();
    if (!shared.isEmpty()) {
      sections.add(shared(shared, paths));
    }
    List<String> ids =
        new ArrayList<>(
            assessment.deployments().stream()
                .map(Deployment::id)
                .filter(own::containsKey)
                .toList());
    boolean isTooMany = ids.size() > MAX_SECTIONS;
    if (isTooMany) {
      ids.sort(
          Comparator.comparingInt((String id) -> own.getOrDefault(id, List.of()).size())
              .reversed());
    }
    int alone = isTooMany ? MAX_SECTIONS - 1 : ids.size();
    for (String id : ids.subList(0, alone)) {
      sections.add(new Section(paths.name(id), false, own.getOrDefault(id, List.of())));
    }
    if (isTooMany) {
      Set<String> rest = new HashSet<>(ids.subList(alone, ids.size()));
      List<Finding> others = new ArrayList<>(findings);
      others.removeIf(
          each -> each.deployments().size() != 1 || !rest.contains(each.deployments().getFirst()));
      sections.add(new Section(FindingWording.count(rest.size(), "more deployment"), true, others));
    }
    return sections;
  }

  private static Section shared(List<Finding> findings, ConsolePaths paths) {
    Set<List<String>> sets = new HashSet<>();
    findings.forEach(finding -> sets.add(finding.deployments()));
    return sets.size() == 1
        ? new Section(names(findings.getFirst().deployments(), paths), false, findings)
        : new Section("several deployments", true, findings);
  }

  /// The deployments of findings with their numbers: `a.bicep 2, b.bicep 1`; of many the first
  /// ones. A finding that several deployments share counts for each.
  ///
  /// @param name how a deployment is written
  static String counted(Assessment assessment, List<Finding> findings, UnaryOperator<String> name) {
    List<String> texts = new ArrayList<>();
    counts(assessment, findings).forEach((id, count) -> texts.add(name.apply(id) + " " + count));
    return listed(texts);
  }

  private static Map<String, Long> counts(Assessment assessment, List<Finding> findings) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (Deployment deployment : assessment.deployments()) {
      long count =
          findings.stream().filter(each -> each.deployments().contains(deployment.id())).count();
      if (count > 0) {
        counts.put(deployment.id(), count);
      }
    }
    return counts;
  }

  /// The names of deployments, of many the first ones.
  static String names(List<String> ids, ConsolePaths paths) {
    return listed(ids.stream().map(paths::name).toList());
  }

  private static String listed(List<String> texts) {
    int more = texts.size() - MAX_NAMES;
    String shown = String.join(", ", texts.stream().limit(MAX_NAMES).toList());
    return more > 0 ? shown + " and " + FindingWording.count(more, "more deployment") : shown;
  }
}
