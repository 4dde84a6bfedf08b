package dev.redoubt.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.result.FailureThreshold;
import dev.redoubt.findings.testing.ExampleAssessments;
import dev.redoubt.report.ConsoleReporter.Look;
import dev.redoubt.testing.GoldenFile;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConsoleReporterTest {

  private static String report(Assessment assessment, Look look) throws IOException {
    StringBuilder out = new StringBuilder();
    new ConsoleReporter(look, FailureThreshold.DEFAULT, Duration.ofMillis(912))
        .write(assessment, out);
    return out.toString();
  }

  @Test
  void reportsThatNoFindingIsAtOrAboveTheThreshold() throws IOException {
    GoldenFile.check("console-clean.txt", report(ExampleAssessments.clean(), Look.PLAIN));
  }

  @Test
  void listsViolationsWorstFirstAndGroupsThem() throws IOException {
    GoldenFile.check("console-weak.txt", report(ExampleAssessments.weak(), Look.PLAIN));
  }

  @Test
  void showsErrorsAndTheirExitCode() throws IOException {
    GoldenFile.check("console-broken.txt", report(ExampleAssessments.broken(), Look.PLAIN));
  }

  @Test
  void listsTwoDeploymentsWithTheirCounts() throws IOException {
    GoldenFile.check("console-two.txt", report(ExampleAssessments.many(2), Look.PLAIN));
  }

  @Test
  void ofFiftyDeploymentsListsTheWorst() throws IOException {
    String report = report(ExampleAssessments.many(50), Look.PLAIN);
    assertThat(report)
        .contains("and 45 more deployments with at most 2 violations each")
        .contains("IN  stacks/team0/main.bicep, stacks/team1/main.bicep,")
        .contains("47 more deployments")
        .contains("IN  45 more deployments: 45 findings");
    assertThat(report.lines().filter(line -> line.contains("2 resources, ")).count()).isEqualTo(5);
    assertThat(report.lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
  }

  @Test
  void nothingJudgedNeverReadsAsPassed() throws IOException {
    assertThat(report(ExampleAssessments.empty(), Look.PLAIN))
        .contains("NOTHING JUDGED  exit code 1")
        .doesNotContain("PASSED");
    StringBuilder out = new StringBuilder();
    new ConsoleReporter(Look.PLAIN, new FailureThreshold(null, null), null)
        .write(ExampleAssessments.empty(), out);
    assertThat(out).contains("NOTHING JUDGED  exit code 0").doesNotContain("PASSED");
  }

  @Test
  void keepsEveryLineWithinThePage() throws IOException {
    for (int width : new int[] {60, 80, 120}) {
      assertThat(report(ExampleAssessments.weak(), new Look(width, false)).lines())
          .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
    }
  }

  @Test
  void coloredReportHasTheSameTextAsThePlainOne() throws IOException {
    String coloured = report(ExampleAssessments.weak(), new Look(80, true));
    assertThat(coloured).contains("\u001b[");
    assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", ""))
        .isEqualTo(report(ExampleAssessments.weak(), Look.PLAIN));
  }

  @Test
  void quietReportIsTheResultAndTheErrors() throws IOException {
    assertThat(report(ExampleAssessments.weak(), new Look(80, false, ConsoleReporter.Extent.QUIET)))
        .startsWith("FAILED  exit code 1: 12 violations")
        .doesNotContain("PROBLEMS", "storage-public-network-access");
    assertThat(
            report(ExampleAssessments.broken(), new Look(80, false, ConsoleReporter.Extent.QUIET)))
        .startsWith("INCOMPLETE  exit code 2")
        .contains("a `,` or `}` is missing", "permission denied");
  }

  @Test
  void summaryHasPracticesAndCountsWithoutFindings() throws IOException {
    assertThat(
            report(ExampleAssessments.weak(), new Look(80, false, ConsoleReporter.Extent.SUMMARY)))
        .contains("ARTICLE  4 best practices", "VIOLATED  13 findings", "UNKNOWN   3 verdicts")
        .contains("EXEMPT    1 finding", "FAILED  exit code 1")
        .doesNotContain("stdata0", "FIX");
  }

  @Test
  void showsExemptionsConditionsFixesAndTheBaseline() throws IOException {
    GoldenFile.check("console-annotated.txt", report(ExampleAssessments.annotated(), Look.PLAIN));
  }

  @Test
  void conventionsAreOneLine() throws IOException {
    assertThat(report(ExampleAssessments.untagged(), Look.PLAIN))
        .contains(" LOW  conventions: required-tags 2 resources")
        .doesNotContain("kv-main");
    assertThat(
            report(
                ExampleAssessments.untagged(),
                new Look(80, false, ConsoleReporter.Extent.COMPLETE)))
        .contains("kv-main", "required-tags")
        .doesNotContain("conventions");
  }

  @Test
  void locationsAreNeverBroken() throws IOException {
    for (int width : new int[] {60, 80}) {
      assertThat(report(ExampleAssessments.weak(), new Look(width, false)).lines())
          .anyMatch(line -> line.endsWith("infra/landing zone/modules/storage/main.json:71:5"));
    }
  }

  @Test
  void controlCharactersAreEscaped() throws IOException {
    assertThat(report(ExampleAssessments.broken(), new Look(120, false)))
        .contains("st\\u{1b}[2Jdata\\u{202e}")
        .doesNotContain("\u001b", "\u202e", "\u0007");
  }

  @Test
  void findingInARegistryModuleShowsTheCallAndTheLineOfTheModule() throws IOException {
    assertThat(report(ExampleAssessments.inRegistryModule("st"), new Look(80, false)))
        .contains("infra/main.bicep:20:1", "     in br:example.com/storage:1.0:945:7");
  }
}
