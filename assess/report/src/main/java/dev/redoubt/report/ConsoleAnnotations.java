package dev.redoubt.report;

import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Exemption;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.PlatformFact;
import dev.redoubt.findings.SeverityChange;
import dev.redoubt.findings.Verdict;
import dev.redoubt.findings.result.FindingWording;
import dev.redoubt.findings.result.LoweredSeverities;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes what configuration and a baseline add: accepted findings, passes that rest on a platform
/// fact, lower severities, and the comparison with the baseline.
final class ConsoleAnnotations {

  private final Assessment assessment;
  private final ConsoleLayout page;
  private final ConsolePaths paths;

  ConsoleAnnotations(Assessment assessment, ConsoleLayout page, ConsolePaths paths) {
    this.assessment = assessment;
    this.page = page;
    this.paths = paths;
  }

  void write() throws IOException {
    exempt();
    conditional();
    lowered();
    baseline();
  }

  private void exempt() throws IOException {
    List<Finding> exempt = with(Verdict.EXEMPT);
    if (exempt.isEmpty()) {
      return;
    }
    page.blank();
    page.fold(
        new ConsoleLayout.Head("EXEMPT  ", ConsoleColour.BOLD),
        FindingWording.count(exempt.size(), "finding") + " accepted by an exemption");
    for (DeploymentSections.Section section : DeploymentSections.of(assessment, exempt, paths)) {
      title(section);
      exempt(section);
    }
  }

  private void exempt(DeploymentSections.Section section) throws IOException {
    Map<Exemption, List<Finding>> byExemption = new LinkedHashMap<>();
    for (Finding finding : section.findings()) {
      Exemption exemption = finding.annotations().exemption();
      if (exemption == null) {
        page.fold(
            ConsoleLayout.Head.of("  "), name(finding, section) + "; " + finding.reason().text());
      } else {
        byExemption.computeIfAbsent(exemption, _ -> new ArrayList<>()).add(finding);
      }
    }
    for (Map.Entry<Exemption, List<Finding>> each : byExemption.entrySet()) {
      Exemption exemption = each.getKey();
      for (Finding finding : each.getValue()) {
        page.fold(ConsoleLayout.Head.of("  "), name(finding, section));
      }
      page.fold(ConsoleLayout.Head.of("    "), FindingWording.exemption(exemption));
      if (exemption.origin().isWritten()) {
        page.unbroken("    ", paths.place(exemption.origin()));
      }
    }
  }

  private void title(DeploymentSections.Section section) throws IOException {
    if (!section.title().isEmpty()) {
      page.fold(ConsoleLayout.Head.of(" IN "), section.title());
    }
  }

  private String name(Finding finding, DeploymentSections.Section section) {
    return finding.control().id()
        + ": "
        + FindingWording.resource(finding)
        + (section.isMixed()
            ? " in " + DeploymentSections.names(finding.deployments(), paths)
            : "");
  }

  /// Per fact, the controls that pass only because of it.
  private void conditional() throws IOException {
    List<Finding> passes = with(Verdict.PASS).stream().filter(Finding::isOnCondition).toList();
    if (passes.isEmpty()) {
      return;
    }
    page.blank();
    page.fold(
        new ConsoleLayout.Head("CONDITIONAL  ", ConsoleColour.BOLD),
        FindingWording.count(passes.size(), "check")
            + " passed only because of what the platform is declared to provide");
    for (DeploymentSections.Section section : DeploymentSections.of(assessment, passes, paths)) {
      title(section);
      conditional(section.findings());
    }
  }

  private void conditional(List<Finding> passes) throws IOException {
    Map<PlatformFact, Map<String, Integer>> byFact = new LinkedHashMap<>();
    for (Finding finding : passes) {
      for (PlatformFact fact : finding.annotations().conditions()) {
        byFact
            .computeIfAbsent(fact, _ -> new TreeMap<>())
            .merge(finding.control().id(), 1, Integer::sum);
      }
    }
    for (Map.Entry<PlatformFact, Map<String, Integer>> each : byFact.entrySet()) {
      page.fold(ConsoleLayout.Head.of("  "), FindingWording.fact(each.getKey()));
      List<String> controls = new ArrayList<>();
      each.getValue()
          .forEach((id, count) -> controls.add(id + " " + FindingWording.count(count, "resource")));
      page.fold(ConsoleLayout.Head.of("    "), String.join(", ", controls));
      if (each.getKey().origin().isWritten()) {
        page.unbroken("    ", paths.place(each.getKey().origin()));
      }
    }
  }

  /// Per lower severity, who answers for it.
  private void lowered() throws IOException {
    Map<SeverityChange, Long> lowered = LoweredSeverities.of(assessment);
    if (lowered.isEmpty()) {
      return;
    }
    page.blank();
    page.fold(
        new ConsoleLayout.Head("LOWERED  ", ConsoleColour.BOLD),
        LoweredSeverities.summary(lowered));
    for (Map.Entry<SeverityChange, Long> each : lowered.entrySet()) {
      SeverityChange change = each.getKey();
      page.fold(
          ConsoleLayout.Head.of("  "),
          change.control() + ": " + FindingWording.count(each.getValue(), "finding"));
      page.fold(ConsoleLayout.Head.of("    "), FindingWording.change(change));
      if (change.origin().isWritten()) {
        page.unbroken("    ", paths.place(change.origin()));
      }
    }
  }

  private void baseline() throws IOException {
    Assessment.Baseline baseline = assessment.settings().baseline();
    if (baseline != null) {
      page.blank();
      page.fold(
          new ConsoleLayout.Head("BASELINE  ", ConsoleColour.BOLD),
          FindingWording.baseline(assessment, baseline)
              + "; only new findings are listed and counted");
    }
  }

  private List<Finding> with(Verdict verdict) {
    return assessment.findings().stream().filter(each -> each.verdict() == verdict).toList();
  }
}
