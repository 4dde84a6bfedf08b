package dev.redoubt.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Problem;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Fix;
import dev.redoubt.findings.result.FailureThreshold;
import dev.redoubt.findings.testing.ExampleAssessments;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownReporterTest {

  private static String markdown(Assessment assessment) throws IOException {
    return FormatsTest.report(new MarkdownReporter(FailureThreshold.DEFAULT), assessment);
  }

  @Test
  void markdownShowsTheDifferenceToTheBaseline() throws IOException {
    assertThat(markdown(ExampleAssessments.annotated()))
        .contains("Compared with `baseline.json`: 1 new, 1 unchanged, 2 absent.")
        .contains("| critical |", "stdata", "```bicep\npublicNetworkAccess: 'Disabled'\n")
        .contains("1 exempt finding", "until 2027-01-31 by ciso")
        .contains("1 new violation at or above", "conditional on policies: purge protection")
        .doesNotContain("stlogs");
  }

  @Test
  void markdownEscapesNamesOfTemplates() throws IOException {
    assertThat(MarkdownText.of("<b>@team</b> [x](y) | `a|b` `"))
        .doesNotContain("<b>", "@team", "[x]", " | `a");
    assertThat(markdown(ExampleAssessments.broken())).doesNotContain("\u001b");
  }

  /// An assessment of 60 violations whose fixes have different code.
  ///
  /// @param lines of each fix
  private static Assessment withFixes(int lines) {
    Assessment many = ExampleAssessments.many(60);
    List<Finding> findings =
        many.findings().stream()
            .map(each -> each.withAnnotations(each.annotations().withFix(fix(each, lines))))
            .toList();
    return many.withFindings(findings)
        .withProblems(List.of(Problem.error("a `}` is missing", findings.getFirst().origin())));
  }

  private static Fix fix(Finding finding, int lines) {
    String text = ("resource '" + finding.resource().key().id() + "' \u00e4\n").repeat(lines);
    return new Fix(Fix.Language.BICEP, "set it", text, List.of(), false);
  }

  @Test
  void commentIsNotLongerThanGitHubAccepts() throws IOException {
    Assessment long60 = withFixes(60);
    String text = markdown(long60);
    assertThat(text.length()).isLessThanOrEqualTo(65_536);
    assertThat(text)
        .contains(
            "Left out, because the report would be too long for GitHub: the code of the fixes")
        .contains("### Errors in the input", "### Unknown: ", "| deployment |")
        .doesNotContain("```bicep");
    assertThat(text.split("<details>", -1)).hasSameSizeAs(text.split("</details>", -1));
    assertThat(markdown(withFixes(1))).contains("```bicep").doesNotContain("Left out");
  }

  @Test
  void stepSummaryHasMoreRoomThanComment() throws IOException {
    Assessment long60 = withFixes(60);
    assertThat(summary(long60, 0)).contains("```bicep").doesNotContain("Left out");
    String second = summary(long60, (1 << 20) - 70_000);
    assertThat(MarkdownSection.length(second)).isLessThanOrEqualTo(70_000);
    assertThat(second).contains("Left out").doesNotContain("```bicep");
  }

  @Test
  void shortTableLeavesRoomForErrors() throws IOException {
    String text = summary(withFixes(1), (1 << 20) - 10_000);
    assertThat(MarkdownSection.length(text)).isLessThanOrEqualTo(10_000);
    assertThat(text)
        .contains("**INCOMPLETE**", "more findings.\n")
        .contains("Left out", "### Errors in the input");
  }

  @Test
  void sectionsAreLeftOutByImportance() {
    List<MarkdownSection> all =
        Arrays.stream(MarkdownSection.Kind.values())
            .map(kind -> new MarkdownSection(kind, kind + " " + "x".repeat(500) + "\n\n"))
            .toList();
    String text = MarkdownSection.joined(all, 1_500);
    assertThat(text).contains("ERRORS x", "UNKNOWNS x").doesNotContain("EXEMPT x", "FIXES x");
    assertThat(text)
        .endsWith(
            "lower severities, exempt findings. The console report and"
                + " `--format json` have them.\n\n");
  }

  private static String summary(Assessment assessment, long written) throws IOException {
    return FormatsTest.report(
        MarkdownReporter.ofStepSummary(FailureThreshold.DEFAULT, written), assessment);
  }
}
