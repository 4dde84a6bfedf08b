package dev.redoubt.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Origin;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Assessment.Input;
import dev.redoubt.findings.Assessment.Practice;
import dev.redoubt.findings.Assessment.PracticeState;
import dev.redoubt.findings.Exemption;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Fix;
import dev.redoubt.findings.PlatformFact;
import dev.redoubt.findings.Verdict;
import dev.redoubt.findings.result.FailureThreshold;
import dev.redoubt.findings.testing.ExampleAssessments;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Tests what the sections of the console report say about each of several deployments, and about
/// practices that nothing judged.
class ConsoleSectionsTest {

  private static final LocalDate LAST_DAY = LocalDate.of(2027, 1, 31);

  private static String report(Assessment assessment) throws IOException {
    StringBuilder out = new StringBuilder();
    new ConsoleReporter(ConsoleReporter.Look.PLAIN, FailureThreshold.DEFAULT, null)
        .write(assessment, out);
    return out.toString();
  }

  private static Assessment with(Assessment all, List<Finding> findings, Practice... practices) {
    return new Assessment(
        all.name(),
        all.inputs(),
        all.deployments(),
        all.resourceCount(),
        all.controls(),
        findings,
        List.of(practices),
        all.unknowns(),
        all.assumptions(),
        all.problems(),
        all.files(),
        all.settings(),
        all.inventory());
  }

  /// Two deployments: the first has an exempt finding, the second a conditional pass.
  private static Assessment two(Practice... practices) {
    Assessment all = ExampleAssessments.many(2);
    List<Finding> findings = new ArrayList<>();
    Finding.Annotations none = Finding.Annotations.NONE;
    for (Finding finding : all.findings()) {
      if (finding.deployments().equals(List.of("stacks/team0/main.bicep"))) {
        findings.add(
            finding
                .withVerdict(Verdict.EXEMPT)
                .withAnnotations(
                    none.withExemption(
                        new Exemption("ciso", "it moves", null, LAST_DAY, Origin.NONE))));
      } else if (finding.deployments().size() == 1) {
        findings.add(
            finding
                .withVerdict(Verdict.PASS)
                .withAnnotations(
                    none.withConditions(
                        List.of(
                            new PlatformFact(
                                "policies", "TLS by policy", "platform", LAST_DAY, Origin.NONE)))));
      } else {
        findings.add(finding.inDeployments(List.of("stacks/team1/main.bicep")));
      }
    }
    return with(all, findings, practices);
  }

  private static Practice notAssessed(String note) {
    return new Practice(
        1,
        "Use private endpoints for data stores",
        PracticeState.NOT_ASSESSED,
        note,
        List.of(),
        List.of());
  }

  @Test
  void exemptionsAndConditionalPassesAreByDeployment() throws IOException {
    assertThat(report(two()))
        .contains(
            """
            EXEMPT  1 finding accepted by an exemption
             IN stacks/team0/main.bicep
              storage-tls: storageAccounts st0
            """)
        .containsPattern("CONDITIONAL  1 check[^:]*\n IN stacks/team1/main.bicep\n  policies: TLS");
  }

  @Test
  void eachDeploymentNamesThePracticesThatItViolates() throws IOException {
    assertThat(report(two()))
        .contains(
            """
              stacks/team0/main.bicep: entry point: no other file imports it
                2 resources, 0 violations, 0 unknown, 1 exempt
              stacks/team1/main.bicep: entry point: no other file imports it
                2 resources, 1 violation, 0 unknown; violates practice 1
            """);
  }

  @Test
  void practiceWhoseFindingsAreAllExemptSaysSo() throws IOException {
    Assessment exempt = two(notAssessed("1 of 1 checks exempt, none passed"));
    List<Finding> kept =
        exempt.findings().stream().filter(each -> each.verdict() == Verdict.EXEMPT).toList();
    assertThat(report(with(exempt, kept, notAssessed("1 of 1 checks exempt, none passed"))))
        .contains("  exempt     1  Use private endpoints for data stores (1 of 1 checks exempt")
        .doesNotContain("NOT ASSESSED");
  }

  @Test
  void practiceWhoseControlsAreNotSelectedIsNotCalledWithoutResources() throws IOException {
    Assessment clean = ExampleAssessments.clean();
    Practice unselected = notAssessed("2 of 2 controls not selected for this run");
    assertThat(report(with(clean, List.of(), unselected)))
        .contains("  not selected  1 Use private endpoints for data stores")
        .doesNotContain("NOT ASSESSED");
    assertThat(report(with(clean, List.of(), notAssessed("requires storage accounts"))))
        .contains("NOT ASSESSED\n  practices   1 Use private endpoints for data stores")
        .doesNotContain("not selected");
  }

  @Test
  void practicesThatNothingJudgedFollowTheFindings() throws IOException {
    String report = report(ExampleAssessments.weak());
    assertThat(report.indexOf("NOT ASSESSED")).isGreaterThan(report.indexOf("VIOLATED"));
  }

  /// An assessment of two files below a folder with a long name.
  private static Assessment inLongFolder() {
    Assessment one = ExampleAssessments.many(1);
    Finding finding = one.findings().getFirst();
    int file = one.files().add("platform/workloads/credit/modules/data.bicep");
    Finding placed =
        new Finding(
            finding.id(),
            finding.control(),
            finding.resource(),
            finding.verdict(),
            Origin.of(file, 7, 3),
            finding.reason(),
            List.of());
    return new Assessment(
        one.name(),
        List.of(
            new Input("platform/workloads/credit/main.bicep", "bicep", Input.Role.ENTRY, "named"),
            new Input(
                "platform/workloads/credit/modules/data.bicep",
                "bicep",
                Input.Role.PART,
                "module")),
        one.deployments(),
        one.resourceCount(),
        one.controls(),
        List.of(placed),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        one.files(),
        Assessment.Settings.NONE,
        List.of());
  }

  @Test
  void placesAreWholeAndNamesAreShort() throws IOException {
    String report = report(inLongFolder());
    assertThat(report)
        .contains(
            "folder platform/workloads/credit/\n",
            "  main.bicep: ",
            "platform/workloads/credit/modules/data.bicep:7:3");
  }

  private static Finding fixed(Finding finding, Fix fix) {
    return finding.withAnnotations(Finding.Annotations.NONE.withFix(fix));
  }

  private static Fix fix(String title, String text) {
    return new Fix(Fix.Language.BICEP, title, text, List.of(), false);
  }

  /// The lines about fixes of the violations of the weak example, each with a fix.
  private static List<String> fixes(Function<Finding, Fix> fix) throws IOException {
    Assessment weak = ExampleAssessments.weak();
    List<Finding> findings =
        weak.findings().stream()
            .filter(each -> each.verdict() == Verdict.FAIL)
            .map(each -> fixed(each, fix.apply(each)))
            .toList();
    return report(weak.withFindings(findings))
        .lines()
        .filter(line -> line.startsWith("   FIX "))
        .toList();
  }

  @Test
  void fixOfOneLineIsWrittenOnceForAControl() throws IOException {
    assertThat(fixes(_ -> fix("`a`: Set it", "// in a.properties\nset: true")))
        .containsOnly("   FIX  `set: true` in `a.properties`")
        .hasSize(2);
  }

  @Test
  void fixNamesTheFileThatGivesAParameterItsValue() throws IOException {
    assertThat(
            fixes(
                each -> fix("`" + each.id() + "`: Set it", "// a.bicepparam\nparam open = false")))
        .containsOnly("   FIX  `param open = false` in `a.bicepparam`");
    assertThat(fixes(_ -> fix("`a`: Set it", "// infra/main.bicep\n// in a.params\nopen: false")))
        .containsOnly("   FIX  `open: false` in `a.params` in `infra/main.bicep`");
    assertThat(fixes(_ -> fix("`a`: Set it", "// the fix of b declares param c\nx: c")))
        .containsOnly("   FIX  `a`: Set it");
  }

  @Test
  void placeInWordsIsNotShownAsCode() throws IOException {
    assertThat(
            fixes(
                _ -> fix("Set it", "// in properties of the resource [variables('n')]\n\"a\": 1")))
        .containsOnly("   FIX  `\"a\": 1` in properties of the resource [variables('n')]");
  }

  @Test
  void fixNamesTheOtherUsesOfAParameter() throws IOException {
    String title = "`a`: Set it; the value came from `p` (also used at a.bicep:19)";
    assertThat(fixes(_ -> fix(title, "// in a.properties\nset: true")))
        .isNotEmpty()
        .allMatch(line -> line.contains("`set: true` in `a.properties`; the value came from `p`"));
  }

  @Test
  void fixThatIsNoCodeIsItsTitle() throws IOException {
    assertThat(fixes(_ -> fix("Delete the rule", "// without the resource `rule`")))
        .containsOnly("   FIX  Delete the rule");
    assertThat(fixes(_ -> fix("Declare the resource", "")))
        .containsOnly("   FIX  Declare the resource");
  }

  @Test
  void manyFixesAreWhatTheControlSays() throws IOException {
    assertThat(fixes(each -> fix(each.id(), "// in " + each.id() + "\nset: true")))
        .contains("   FIX  publicNetworkAccess: 'Disabled'");
  }
}
