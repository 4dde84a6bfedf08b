package dev.redoubt.report;

import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.ControlDescription;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Severity;
import dev.redoubt.findings.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes the section VIOLATED: one entry per control, with its resources.
final class ConsoleFindings {

  /// Resources shown per control; the machine-readable formats list all.
  private static final int MAX_RESOURCES = 10;

  /// A longer expression is shortened; the machine-readable formats contain it.
  private static final int MAX_CONDITION = 200;

  private final Assessment assessment;
  private final ConsoleLayout page;
  private final DeploymentLabels deployments;

  /// What findings have in common that are shown together.
  ///
  /// @param deployments empty if the location tells the deployment
  private record Basis(String reason, Finding.@Nullable Condition when, String deployments) {}

  ConsoleFindings(Assessment assessment, ConsoleLayout page) {
    this.assessment = assessment;
    this.page = page;
    this.deployments = new DeploymentLabels(assessment);
  }

  void write() throws IOException {
    Map<String, List<Finding>> byControl = new LinkedHashMap<>();
    assessment.findings().stream()
        .filter(finding -> finding.verdict() == Verdict.FAIL)
        .sorted(ReportWording.WORST_FIRST)
        .forEach(
            finding ->
                byControl
                    .computeIfAbsent(finding.control().id(), _ -> new ArrayList<>())
                    .add(finding));
    page.blank();
    if (byControl.isEmpty()) {
      page.fold(new ConsoleLayout.Head("VIOLATED  ", ConsoleColour.BOLD), "none");
      return;
    }
    page.fold(new ConsoleLayout.Head("VIOLATED  ", ConsoleColour.BOLD), summary(byControl));
    for (List<Finding> findings : byControl.values()) {
      control(findings);
    }
  }

  private static String summary(Map<String, List<Finding>> byControl) {
    List<Finding> all = byControl.values().stream().flatMap(List::stream).toList();
    List<String> severities = new ArrayList<>();
    for (Severity severity : List.of(Severity.values()).reversed()) {
      long count = all.stream().filter(each -> each.control().severity() == severity).count();
      if (count > 0) {
        severities.add(count + " " + severity.word());
      }
    }
    long conditional = all.stream().filter(each -> each.when() != null).count();
    return ReportWording.count(all.size(), "finding")
        + " of "
        + ReportWording.count(byControl.size(), "control")
        + ": "
        + String.join(", ", severities)
        + (conditional == 0 ? "" : "; " + conditional + " only under a condition");
  }

  private void control(List<Finding> findings) throws IOException {
    ControlDescription control = findings.getFirst().control();
    String head =
        String.format(
            Locale.ROOT,
            " %s %-10s  ",
            ReportWording.tag(control.severity()),
            control.layer().word());
    page.blank();
    page.foldWith(
        new ConsoleLayout.Head(head, ReportWording.ink(control.severity())),
        control.title(),
        ConsoleColour.BOLD,
        control.id());
    resources(findings);
    page.fold(
        new ConsoleLayout.Head("   FIX  ", ConsoleColour.GREEN), control.remediation().summary());
    page.fold(new ConsoleLayout.Head("   COST ", ConsoleColour.FAINT), control.cost());
  }

  /// Groups the resources by reason; the reason follows its resources.
  private void resources(List<Finding> findings) throws IOException {
    Map<Basis, List<Finding>> byReason = new LinkedHashMap<>();
    for (Finding finding : findings) {
      Basis basis = new Basis(why(finding), finding.when(), deployments.of(finding));
      byReason.computeIfAbsent(basis, _ -> new ArrayList<>()).add(finding);
    }
    int nameWidth = widest(findings, ReportWording::resource);
    int placeWidth = widest(findings, finding -> ConsoleReporter.place(assessment, finding));
    int shown = 0;
    for (Map.Entry<Basis, List<Finding>> group : byReason.entrySet()) {
      if (shown >= MAX_RESOURCES) {
        break;
      }
      for (Finding finding : group.getValue()) {
        if (shown++ < MAX_RESOURCES) {
          page.columns(
              "   ",
              ReportWording.resource(finding),
              nameWidth,
              ConsoleReporter.place(assessment, finding),
              placeWidth);
          module(finding);
        }
      }
      basis(group.getKey());
    }
    if (findings.size() > MAX_RESOURCES) {
      page.fold(
          ConsoleLayout.Head.of("   "),
          "and "
              + ReportWording.count(findings.size() - MAX_RESOURCES, "more resource")
              + "; `--format json` lists all");
    }
  }

  /// The line in the module of a registry that has the finding.
  private void module(Finding finding) throws IOException {
    if (FindingPlaces.callSite(assessment, finding) != null) {
      page.fold(
          ConsoleLayout.Head.of("     in "),
          "`" + assessment.files().locate(FindingPlaces.of(finding)) + "`");
    }
  }

  private void basis(Basis basis) throws IOException {
    page.fold(ConsoleLayout.Head.of("     "), basis.reason());
    if (basis.when() != null) {
      page.fold(
          ConsoleLayout.Head.of("     when "),
          ReportWording.condition(basis.when(), MAX_CONDITION));
    }
    if (!basis.deployments().isEmpty()) {
      page.fold(ConsoleLayout.Head.of("     in "), basis.deployments());
    }
  }

  private static int widest(List<Finding> findings, Function<Finding, String> column) {
    return findings.stream()
        .mapToInt(finding -> ConsoleLayout.clean(column.apply(finding)).length())
        .max()
        .orElse(0);
  }

  /// The innermost reason of a finding.
  private static String why(Finding finding) {
    return finding.reason().root().text();
  }
}
