package dev.redoubt.report;

import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Exemption;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.PlatformFact;
import dev.redoubt.findings.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes what configuration and a baseline add: accepted findings, passes that rest on a platform
/// fact, and the comparison with the baseline.
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
        ReportWording.count(exempt.size(), "finding") + " accepted by an exemption");
    Map<Exemption, List<Finding>> byExemption = new LinkedHashMap<>();
    for (Finding finding : exempt) {
      Exemption exemption = finding.annotations().exemption();
      if (exemption == null) {
        page.fold(ConsoleLayout.Head.of("  "), name(finding) + "; " + finding.reason().text());
      } else {
        byExemption.computeIfAbsent(exemption, _ -> new ArrayList<>()).add(finding);
      }
    }
    for (Map.Entry<Exemption, List<Finding>> each : byExemption.entrySet()) {
      Exemption exemption = each.getKey();
      for (Finding finding : each.getValue()) {
        page.fold(ConsoleLayout.Head.of("  "), name(finding));
      }
      page.fold(ConsoleLayout.Head.of("    "), ReportWording.exemption(exemption));
      if (exemption.origin().isWritten()) {
        page.unbroken("    ", paths.of(exemption.origin()));
      }
    }
  }

  private static String name(Finding finding) {
    return finding.control().id() + ": " + ReportWording.resource(finding);
  }

  /// Per fact, the controls that pass only because of it.
  private void conditional() throws IOException {
    Map<PlatformFact, Map<String, Integer>> byFact = new LinkedHashMap<>();
    List<Finding> passes =
        with(Verdict.PASS).stream()
            .filter(each -> !each.annotations().conditions().isEmpty())
            .toList();
    for (Finding finding : passes) {
      for (PlatformFact fact : finding.annotations().conditions()) {
        byFact
            .computeIfAbsent(fact, _ -> new TreeMap<>())
            .merge(finding.control().id(), 1, Integer::sum);
      }
    }
    if (byFact.isEmpty()) {
      return;
    }
    page.blank();
    page.fold(
        new ConsoleLayout.Head("CONDITIONAL  ", ConsoleColour.BOLD),
        ReportWording.count(passes.size(), "check")
            + " passed only because of what the platform is declared to provide");
    for (Map.Entry<PlatformFact, Map<String, Integer>> each : byFact.entrySet()) {
      page.fold(ConsoleLayout.Head.of("  "), ReportWording.fact(each.getKey()));
      List<String> controls = new ArrayList<>();
      each.getValue()
          .forEach((id, count) -> controls.add(id + " " + ReportWording.count(count, "resource")));
      page.fold(ConsoleLayout.Head.of("    "), String.join(", ", controls));
      if (each.getKey().origin().isWritten()) {
        page.unbroken("    ", paths.of(each.getKey().origin()));
      }
    }
  }

  private void baseline() throws IOException {
    Assessment.Baseline baseline = assessment.settings().baseline();
    if (baseline != null) {
      page.blank();
      page.fold(
          new ConsoleLayout.Head("BASELINE  ", ConsoleColour.BOLD),
          ReportWording.baseline(assessment, baseline)
              + "; only new findings are listed and counted");
    }
  }

  private List<Finding> with(Verdict verdict) {
    return assessment.findings().stream().filter(each -> each.verdict() == verdict).toList();
  }
}
