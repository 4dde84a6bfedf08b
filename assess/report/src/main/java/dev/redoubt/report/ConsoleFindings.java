package dev.redoubt.report;

import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.ControlDescription;
import dev.redoubt.findings.DefenceLayer;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Fix;
import dev.redoubt.findings.Severity;
import dev.redoubt.findings.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes the section VIOLATED: by deployment, one entry per control, with its resources.
final class ConsoleFindings {

  /// Resources shown per control; the machine-readable formats list all.
  private static final int MAX_RESOURCES = 10;

  /// Fixes of one line that are shown for one reason.
  private static final int MAX_FIXES = 3;

  /// A longer expression is shortened; the machine-readable formats contain it.
  private static final int MAX_CONDITION = 200;

  private final Assessment assessment;
  private final ConsoleLayout page;
  private final ConsolePaths paths;
  private final boolean isComplete;

  /// What findings have in common that are shown together.
  ///
  /// @param deployments empty if the title of the section tells the deployment
  private record Basis(String reason, Finding.@Nullable Condition when, String deployments) {}

  /// @param isComplete whether conventions are listed like other findings, and the code of every
  ///   fix is printed
  ConsoleFindings(
      Assessment assessment, ConsoleLayout page, ConsolePaths paths, boolean isComplete) {
    this.assessment = assessment;
    this.page = page;
    this.paths = paths;
    this.isComplete = isComplete;
  }

  void write() throws IOException {
    List<Finding> failing = failing();
    page.blank();
    ConsoleLayout.Head head = new ConsoleLayout.Head("VIOLATED  ", ConsoleColour.BOLD);
    page.fold(head, summary(assessment));
    for (DeploymentSections.Section section : DeploymentSections.of(assessment, failing, paths)) {
      section(section);
    }
  }

  private List<Finding> failing() {
    return assessment.findings().stream()
        .filter(finding -> finding.verdict() == Verdict.FAIL && ReportWording.isNew(finding))
        .sorted(ReportWording.WORST_FIRST)
        .toList();
  }

  /// The number of violations, by severity; with a baseline, of the new ones.
  static String summary(Assessment assessment) {
    List<Finding> all =
        assessment.findings().stream()
            .filter(finding -> finding.verdict() == Verdict.FAIL && ReportWording.isNew(finding))
            .toList();
    if (all.isEmpty()) {
      return assessment.settings().baseline() == null ? "none" : "no new finding";
    }
    List<String> severities = new ArrayList<>();
    for (Severity severity : List.of(Severity.values()).reversed()) {
      long count = all.stream().filter(each -> each.control().severity() == severity).count();
      if (count > 0) {
        severities.add(count + " " + severity.word());
      }
    }
    long conditional = all.stream().filter(each -> each.when() != null).count();
    long controls = all.stream().map(each -> each.control().id()).distinct().count();
    return ReportWording.count(
            all.size(), assessment.settings().baseline() == null ? "finding" : "new finding")
        + " of "
        + ReportWording.count(controls, "control")
        + ": "
        + String.join(", ", severities)
        + (conditional == 0 ? "" : "; " + conditional + " only under a condition");
  }

  private void section(DeploymentSections.Section section) throws IOException {
    if (!section.title().isEmpty()) {
      page.blank();
      page.fold(
          new ConsoleLayout.Head("IN  ", ConsoleColour.BOLD),
          section.title() + ": " + ReportWording.count(section.findings().size(), "finding"),
          ConsoleColour.BOLD);
    }
    Map<String, List<Finding>> byControl = new LinkedHashMap<>();
    Map<String, List<Finding>> conventions = new LinkedHashMap<>();
    for (Finding finding : section.findings()) {
      (!isComplete && isConvention(finding) ? conventions : byControl)
          .computeIfAbsent(finding.control().id(), _ -> new ArrayList<>())
          .add(finding);
    }
    for (List<Finding> findings : byControl.values()) {
      control(findings, section.isMixed());
    }
    conventions(conventions);
  }

  /// Whether a finding is about order alone, such as a missing tag: it makes nothing reachable.
  private static boolean isConvention(Finding finding) {
    return finding.control().layer() == DefenceLayer.GOVERNANCE
        && finding.control().severity() == Severity.LOW;
  }

  private void conventions(Map<String, List<Finding>> byControl) throws IOException {
    if (byControl.isEmpty()) {
      return;
    }
    List<String> parts = new ArrayList<>();
    byControl.forEach(
        (id, findings) -> parts.add(id + " " + ReportWording.count(findings.size(), "resource")));
    page.blank();
    page.fold(
        new ConsoleLayout.Head(" LOW  conventions ", ReportWording.ink(Severity.LOW)),
        String.join(", ", parts) + "; `--verbose` lists them");
  }

  private void control(List<Finding> findings, boolean isMixed) throws IOException {
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
    resources(findings, isMixed);
    if (findings.stream().anyMatch(finding -> finding.annotations().fix() == null)) {
      page.fold(
          new ConsoleLayout.Head("   FIX  ", ConsoleColour.GREEN), control.remediation().summary());
    }
    page.fold(new ConsoleLayout.Head("   COST ", ConsoleColour.FAINT), control.cost());
  }

  /// Groups the resources by reason; the reason follows its resources.
  private void resources(List<Finding> findings, boolean isMixed) throws IOException {
    Map<Basis, List<Finding>> byReason = new LinkedHashMap<>();
    for (Finding finding : findings) {
      byReason.computeIfAbsent(basis(finding, isMixed), _ -> new ArrayList<>()).add(finding);
    }
    int nameWidth = widest(findings, ReportWording::resource);
    int placeWidth = widest(findings, paths::of);
    int shown = 0;
    Set<String> printed = new HashSet<>();
    for (Map.Entry<Basis, List<Finding>> group : byReason.entrySet()) {
      if (shown >= MAX_RESOURCES) {
        break;
      }
      for (Finding finding : group.getValue()) {
        if (shown++ < MAX_RESOURCES) {
          page.columns(
              "   ", ReportWording.resource(finding), nameWidth, paths.of(finding), placeWidth);
          module(finding);
        }
      }
      basis(group.getKey());
      fixes(group.getValue(), printed);
    }
    if (findings.size() > MAX_RESOURCES) {
      page.fold(
          ConsoleLayout.Head.of("   "),
          "and "
              + ReportWording.count(findings.size() - MAX_RESOURCES, "more resource")
              + "; `--format json` lists all");
    }
  }

  private Basis basis(Finding finding, boolean isMixed) {
    return new Basis(
        finding.reason().root().text(),
        finding.when(),
        isMixed ? DeploymentSections.names(finding.deployments(), paths) : "");
  }

  /// The line in the module of a registry that has the finding.
  private void module(Finding finding) throws IOException {
    if (FindingPlaces.callSite(assessment, finding) != null) {
      page.unbroken("     in ", paths.of(FindingPlaces.of(finding)));
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

  /// The fixes of findings with one reason: all of their code in a complete report; otherwise what
  /// fits on a line each, or what the control says.
  ///
  /// @param printed the lines that other findings of the control have already printed
  private void fixes(List<Finding> findings, Set<String> printed) throws IOException {
    Map<String, Fix> fixes = new LinkedHashMap<>();
    for (Finding finding : findings) {
      Fix fix = finding.annotations().fix();
      if (fix != null) {
        fixes.putIfAbsent(fix.title() + "\n" + fix.text(), fix);
      }
    }
    ConsoleLayout.Head head = new ConsoleLayout.Head("   FIX  ", ConsoleColour.GREEN);
    if (isComplete) {
      for (Fix fix : fixes.values()) {
        page.fold(head, fix.title());
        // code is not wrapped, so that it can be copied
        for (String line : fix.text().lines().toList()) {
          page.verbatim("        " + line);
        }
      }
    } else if (fixes.size() <= MAX_FIXES && fixes.values().stream().allMatch(Fix::isOneLine)) {
      for (Fix fix : fixes.values()) {
        once(head, oneLine(fix.text()), printed);
      }
    } else if (fixes.values().stream().allMatch(fix -> fix.text().isEmpty())) {
      for (Fix fix : fixes.values()) {
        once(head, fix.title(), printed);
      }
    } else {
      String summary = findings.getFirst().control().remediation().summary();
      once(head, summary + "; `--verbose` prints the code", printed);
    }
  }

  private void once(ConsoleLayout.Head head, String line, Set<String> printed) throws IOException {
    if (printed.add(line)) {
      page.fold(head, line);
    }
  }

  /// The code of a fix of one line, and where it belongs.
  private static String oneLine(String text) {
    List<String> lines = text.lines().toList();
    return lines.size() == 1
        ? "`" + lines.getFirst().strip() + "`"
        : "`%s` in `%s`"
            .formatted(lines.getLast().strip(), lines.getFirst().substring(Fix.PLACE.length()));
  }

  private static int widest(List<Finding> findings, Function<Finding, String> column) {
    return findings.stream()
        .mapToInt(finding -> ConsoleLayout.clean(column.apply(finding)).length())
        .max()
        .orElse(0);
  }
}
