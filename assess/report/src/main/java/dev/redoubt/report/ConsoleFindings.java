package dev.redoubt.report;

import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.ControlDescription;
import dev.redoubt.findings.DefenceLayer;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Severity;
import dev.redoubt.findings.SeverityChange;
import dev.redoubt.findings.Verdict;
import dev.redoubt.findings.result.FindingPlaces;
import dev.redoubt.findings.result.FindingWording;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes the section VIOLATED: by deployment, one entry per control, with its resources.
final class ConsoleFindings {

  /// Resources shown per control; the machine-readable formats list all.
  private static final int MAX_RESOURCES = 10;

  /// A longer expression is shortened; the machine-readable formats contain it.
  private static final int MAX_CONDITION = 200;

  private static final String INDENT = "   ";

  /// Separates what is from what a control expects, in the text of a reason.
  private static final String EXPECTED = "; expected ";

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
    page.fold(
        head,
        summary(assessment)
            + (isComplete || failing.isEmpty() ? "" : "; `--verbose` adds costs and the code"));
    for (DeploymentSections.Section section : DeploymentSections.of(assessment, failing, paths)) {
      section(section);
    }
  }

  private List<Finding> failing() {
    return assessment.findings().stream()
        .filter(finding -> finding.verdict() == Verdict.FAIL && FindingWording.isNew(finding))
        .sorted(FindingWording.WORST_FIRST)
        .toList();
  }

  /// The number of violations, by severity; with a baseline, of the new ones.
  static String summary(Assessment assessment) {
    List<Finding> all =
        assessment.findings().stream()
            .filter(finding -> finding.verdict() == Verdict.FAIL && FindingWording.isNew(finding))
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
    return FindingWording.count(
            all.size(), assessment.settings().baseline() == null ? "finding" : "new finding")
        + " of "
        + FindingWording.count(controls, "control")
        + ": "
        + String.join(", ", severities)
        + (conditional == 0 ? "" : "; " + conditional + " only under a condition");
  }

  private void section(DeploymentSections.Section section) throws IOException {
    if (!section.title().isEmpty()) {
      page.blank();
      page.fold(
          new ConsoleLayout.Head("IN  ", ConsoleColour.BOLD),
          section.title() + ": " + FindingWording.count(section.findings().size(), "finding"),
          ConsoleColour.BOLD);
    }
    Map<String, List<Finding>> byControl = new LinkedHashMap<>();
    Map<String, List<Finding>> conventions = new LinkedHashMap<>();
    for (Finding finding : section.findings()) {
      (!isComplete && isConvention(finding) ? conventions : byControl)
          .computeIfAbsent(finding.control().id(), _ -> new ArrayList<>())
          .add(finding);
    }
    Severity severity = null;
    for (List<Finding> findings : byControl.values()) {
      Severity own = findings.getFirst().control().severity();
      if (isComplete || own != severity) {
        page.blank();
      }
      severity = own;
      control(findings, section.isMixed());
    }
    conventions(conventions, severity == Severity.LOW);
  }

  /// Whether a finding is about order alone, such as a missing tag: it makes nothing reachable.
  private static boolean isConvention(Finding finding) {
    return finding.control().layer() == DefenceLayer.GOVERNANCE
        && finding.control().severity() == Severity.LOW;
  }

  private void conventions(Map<String, List<Finding>> byControl, boolean isAfterLow)
      throws IOException {
    if (byControl.isEmpty()) {
      return;
    }
    List<String> parts = new ArrayList<>();
    byControl.forEach(
        (id, findings) -> parts.add(id + " " + FindingWording.count(findings.size(), "resource")));
    if (!isAfterLow) {
      page.blank();
    }
    page.fold(
        new ConsoleLayout.Head(" LOW  ", ConsoleSeverity.ink(Severity.LOW)),
        "conventions: " + String.join(", ", parts) + "; `--verbose` lists them");
  }

  private void control(List<Finding> findings, boolean isMixed) throws IOException {
    ControlDescription control = findings.getFirst().control();
    SeverityChange lowered = FindingWording.lowered(findings.getFirst(), assessment);
    page.foldWith(
        new ConsoleLayout.Head(
            " " + ConsoleSeverity.tag(control.severity()) + " ",
            ConsoleSeverity.ink(control.severity())),
        control.title() + (lowered == null ? "" : " (lowered from " + lowered.from().word() + ")"),
        ConsoleColour.BOLD,
        control.id());
    Map<Basis, List<Finding>> byReason = new LinkedHashMap<>();
    for (Finding finding : findings) {
      byReason.computeIfAbsent(basis(finding, isMixed), _ -> new ArrayList<>()).add(finding);
    }
    ConsoleFixes fixes = new ConsoleFixes(page, isComplete);
    int room = MAX_RESOURCES;
    for (Map.Entry<Basis, List<Finding>> group : byReason.entrySet()) {
      if (room <= 0) {
        break;
      }
      resources(
          group.getValue().subList(0, Math.min(room, group.getValue().size())),
          group.getKey().reason());
      room -= group.getValue().size();
      circumstances(group.getKey());
      fixes.write(group.getValue());
    }
    if (findings.size() > MAX_RESOURCES) {
      page.fold(
          ConsoleLayout.Head.of(INDENT),
          "and "
              + FindingWording.count(findings.size() - MAX_RESOURCES, "more resource")
              + "; `--format json` lists all");
    }
    if (isComplete) {
      page.fold(new ConsoleLayout.Head("   COST ", ConsoleColour.FAINT), control.cost());
    }
  }

  /// Resources with one reason. At one place: their names and the reason, then the place; otherwise
  /// each with its place, then the reason.
  private void resources(List<Finding> findings, String reason) throws IOException {
    Set<String> places = findings.stream().map(paths::place).collect(Collectors.toSet());
    if (places.size() == 1) {
      page.fold(ConsoleLayout.Head.of(INDENT), names(findings) + ": " + reason);
      page.unbroken("     ", places.iterator().next());
      module(findings.getFirst());
      return;
    }
    int nameWidth = widest(findings, FindingWording::resource);
    int placeWidth = widest(findings, paths::place);
    for (Finding finding : findings) {
      page.columns(
          INDENT, FindingWording.resource(finding), nameWidth, paths.place(finding), placeWidth);
      module(finding);
    }
    page.fold(ConsoleLayout.Head.of("     "), reason);
  }

  /// `vaults a, b`; the type is written once.
  private static String names(List<Finding> findings) {
    List<String> names = new ArrayList<>();
    String type = "";
    for (Finding finding : findings) {
      String own = finding.resource().type().lastSegment();
      String name = FindingWording.resource(finding);
      names.add(own.equals(type) ? name.substring(own.length() + 1) : name);
      type = own;
    }
    return String.join(", ", names);
  }

  /// The line in the module of a registry that has the finding.
  private void module(Finding finding) throws IOException {
    if (FindingPlaces.callSite(assessment, finding) != null) {
      page.unbroken("     in ", paths.place(FindingPlaces.of(finding)));
    }
  }

  /// What is expected is left out if the fix says it.
  private Basis basis(Finding finding, boolean isMixed) {
    String reason = FindingWording.why(finding);
    int expected = reason.indexOf(EXPECTED);
    boolean isSaid = !isComplete && expected > 0 && finding.annotations().fix() != null;
    return new Basis(
        isSaid ? reason.substring(0, expected) : reason,
        finding.when(),
        isMixed ? DeploymentSections.names(finding.deployments(), paths) : "");
  }

  private void circumstances(Basis basis) throws IOException {
    if (basis.when() != null) {
      page.fold(
          ConsoleLayout.Head.of("     when "),
          FindingWording.condition(basis.when(), MAX_CONDITION));
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
}
