package dev.redoubt.report;

import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Assessment.Deployment;
import dev.redoubt.findings.Assessment.Input;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Verdict;
import dev.redoubt.findings.result.FindingWording;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Writes several deployments: each with its reason and its number of findings. Of many, the worst.
final class ConsoleDeployments {

  /// With more lines, the first results would not be on the first screen.
  private static final int MAX_DEPLOYMENTS = 6;

  private final Assessment assessment;
  private final ConsoleLayout page;
  private final ConsolePaths paths;
  private final Map<String, Map<Verdict, Integer>> verdicts = new HashMap<>();
  private final Map<String, String> reasons;

  ConsoleDeployments(Assessment assessment, ConsoleLayout page, ConsolePaths paths) {
    this.assessment = assessment;
    this.page = page;
    this.paths = paths;
    this.reasons =
        assessment.inputs().stream()
            .collect(Collectors.toMap(Input::path, Input::reason, (first, _) -> first));
    for (Finding finding : assessment.findings()) {
      for (String id : finding.deployments()) {
        verdicts
            .computeIfAbsent(id, _ -> new EnumMap<>(Verdict.class))
            .merge(finding.verdict(), 1, Integer::sum);
      }
    }
  }

  void write() throws IOException {
    List<Deployment> all = new ArrayList<>(assessment.deployments());
    boolean isTooMany = all.size() > MAX_DEPLOYMENTS;
    if (isTooMany) {
      all.sort(
          Comparator.comparingInt((Deployment each) -> count(each, Verdict.FAIL))
              .thenComparingInt(each -> count(each, Verdict.UNKNOWN))
              .reversed());
    }
    int shown = isTooMany ? MAX_DEPLOYMENTS - 1 : all.size();
    for (Deployment deployment : all.subList(0, shown)) {
      deployment(deployment);
    }
    if (isTooMany) {
      List<Deployment> rest = all.subList(shown, all.size());
      page.fold(
          ConsoleLayout.Head.of("  "),
          "and "
              + FindingWording.count(rest.size(), "more deployment")
              + " with at most "
              + FindingWording.count(count(rest.getFirst(), Verdict.FAIL), "violation")
              + " each; `--format json` lists all");
    }
  }

  private void deployment(Deployment deployment) throws IOException {
    page.fold(ConsoleLayout.Head.of("  "), paths.name(deployment.id()) + why(deployment));
    // the id of a deployment is the path of its entry point, or a name that may end with it
    if (!deployment.entryPoints().stream()
        .allMatch(
            path -> deployment.id().contains(path) || paths.name(path).equals(deployment.id()))) {
      page.fold(ConsoleLayout.Head.of("    of "), names(deployment.entryPoints()));
    }
    // the id of a deployment that shares its entry point contains the parameter files
    if (!deployment.parameters().stream().allMatch(deployment.id()::contains)) {
      page.fold(ConsoleLayout.Head.of("    with "), names(deployment.parameters()));
    }
    page.fold(ConsoleLayout.Head.of("    "), counts(deployment));
  }

  private String names(List<String> files) {
    return String.join(", ", files.stream().map(paths::name).toList());
  }

  private String why(Deployment deployment) {
    String why =
        deployment.joined() != null
            ? deployment.joined()
            : reasons.getOrDefault(deployment.entryPoints().getFirst(), "");
    return why.isEmpty() ? "" : ": " + why;
  }

  private String counts(Deployment deployment) {
    String resources = FindingWording.count(deployment.resources(), "resource");
    Map<Verdict, Integer> own = verdicts.getOrDefault(deployment.id(), Map.of());
    if (own.isEmpty()) {
      return resources + ", nothing judged";
    }
    return resources
        + ", "
        + FindingWording.count(count(deployment, Verdict.FAIL), "violation")
        + ", "
        + count(deployment, Verdict.UNKNOWN)
        + " unknown"
        + also(own, Verdict.EXEMPT, "exempt")
        + practices(deployment);
  }

  private static String also(Map<Verdict, Integer> own, Verdict verdict, String word) {
    int count = own.getOrDefault(verdict, 0);
    return count == 0 ? "" : ", " + count + " " + word;
  }

  /// The numbers of the best practices that a deployment violates: `1-7, 9, 14`.
  private String practices(Deployment deployment) {
    SortedSet<Integer> numbers =
        assessment.findings().stream()
            .filter(each -> each.verdict() == Verdict.FAIL)
            .filter(each -> each.deployments().contains(deployment.id()))
            .flatMap(each -> each.control().practices().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    List<String> ranges = new ArrayList<>();
    int first = 0;
    for (int number : numbers) {
      first = numbers.contains(number - 1) ? first : number;
      if (!numbers.contains(number + 1)) {
        ranges.add(first == number ? "" + number : first + "-" + number);
      }
    }
    String noun = numbers.size() == 1 ? "practice " : "practices ";
    return ranges.isEmpty() ? "" : "; violates " + noun + String.join(", ", ranges);
  }

  private int count(Deployment deployment, Verdict verdict) {
    return verdicts.getOrDefault(deployment.id(), Map.of()).getOrDefault(verdict, 0);
  }
}
