package dev.redoubt.report;

import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Fix;
import dev.redoubt.findings.Verdict;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Writes GitHub-flavored Markdown for a comment of a pull request or a step summary. With a
/// baseline, such as the findings of the base branch, it lists what is new and counts the rest.
public final class MarkdownReporter implements AssessmentReporter {

  /// GitHub refuses comments of more than 65,536 characters; the longest line below has about 600.
  private static final int MAX_FINDINGS = 60;

  private final FailureThreshold threshold;

  /// @param threshold determines the result in the first line
  public MarkdownReporter(FailureThreshold threshold) {
    this.threshold = threshold;
  }

  @Override
  public void write(Assessment assessment, Appendable out) throws IOException {
    out.append("## Redoubt: ").append(MarkdownText.of(assessment.name())).append("\n\n");
    result(assessment, out);
    Assessment.Baseline baseline = assessment.settings().baseline();
    if (baseline != null) {
      out.append("Compared with ")
          .append(MarkdownText.of(ReportWording.baseline(assessment, baseline)))
          .append(".\n\n");
    }
    findings(assessment, out);
    new MarkdownSections(assessment, out).write();
  }

  private void result(Assessment assessment, Appendable out) throws IOException {
    AssessmentResult result = AssessmentResult.of(assessment, threshold);
    out.append("**").append(result.state().title()).append("** ");
    out.append(MarkdownText.of(result.basis())).append("\n\n");
    out.append(ReportWording.count(assessment.resourceCount(), "resource"))
        .append(" in ")
        .append(ReportWording.count(assessment.deployments().size(), "deployment"))
        .append(". Violated: ")
        .append(MarkdownText.of(ConsoleFindings.summary(assessment)))
        .append(".\n\n");
  }

  private static void findings(Assessment assessment, Appendable out) throws IOException {
    List<Finding> listed =
        assessment.findings().stream()
            .filter(each -> each.verdict() == Verdict.FAIL && ReportWording.isNew(each))
            .sorted(ReportWording.WORST_FIRST)
            .toList();
    if (listed.isEmpty()) {
      return;
    }
    boolean isSeveral = assessment.deployments().size() > 1;
    String extra = isSeveral ? " deployment |" : "";
    out.append("| severity | violation | resource | location | fix |").append(extra).append('\n');
    out.append("| --- | --- | --- | --- | --- |").append(isSeveral ? " --- |\n" : "\n");
    for (Finding finding : listed.stream().limit(MAX_FINDINGS).toList()) {
      String place =
          assessment.files().locate(FindingPlaces.shown(assessment, finding)).withColumn();
      out.append("| ").append(MarkdownText.of(ReportWording.severity(finding, assessment)));
      out.append(" | ")
          .append(MarkdownText.of(finding.control().title()))
          .append(" (`" + finding.control().id() + "`): ")
          .append(MarkdownText.of(ReportWording.why(finding) + ReportWording.when(finding)));
      out.append(" | ").append(MarkdownText.of(ReportWording.resourceWithSymbol(finding)));
      out.append(" | ").append(MarkdownText.code(place));
      out.append(" | ").append(MarkdownText.of(ReportWording.fix(finding)));
      if (isSeveral) {
        out.append(" | ").append(MarkdownText.of(String.join(", ", finding.deployments())));
      }
      out.append(" |\n");
    }
    out.append('\n');
    if (listed.size() > MAX_FINDINGS) {
      out.append("And ")
          .append(ReportWording.count(listed.size() - MAX_FINDINGS, "more finding"))
          .append(".\n\n");
    }
    fixes(listed, out);
  }

  /// The fixes in the author's language, each once.
  private static void fixes(List<Finding> listed, Appendable out) throws IOException {
    Map<String, Fix> fixes = new LinkedHashMap<>();
    for (Finding finding : listed.stream().limit(MAX_FINDINGS).toList()) {
      Fix fix = finding.annotations().fix();
      if (fix != null && !fix.text().isBlank()) {
        fixes.putIfAbsent(fix.title() + "\n" + fix.text(), fix);
      }
    }
    if (fixes.isEmpty()) {
      return;
    }
    out.append("<details><summary>Fixes</summary>\n\n");
    for (Fix fix : fixes.values()) {
      String fence = "`".repeat(Math.max(3, longestBackticks(fix.text()) + 1));
      out.append(MarkdownText.of(fix.title()))
          .append("\n\n")
          .append(fence)
          .append(fix.language().name().toLowerCase(Locale.ROOT))
          .append('\n')
          .append(fix.text().stripTrailing())
          .append('\n')
          .append(fence)
          .append("\n\n");
    }
    out.append("</details>\n\n");
  }

  private static int longestBackticks(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
