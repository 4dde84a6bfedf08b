package dev.redoubt.report;

import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Fix;
import dev.redoubt.findings.Verdict;
import dev.redoubt.findings.result.AssessmentResult;
import dev.redoubt.findings.result.FailureThreshold;
import dev.redoubt.findings.result.FindingPlaces;
import dev.redoubt.findings.result.FindingWording;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Writes GitHub-flavored Markdown for a comment of a pull request or a step summary. With a
/// baseline, such as the findings of the base branch, it lists what is new and counts the rest.
///
/// A report that is too long for GitHub leaves out whole sections and says so.
public final class MarkdownReporter implements AssessmentReporter {

  /// GitHub refuses comments of more characters.
  private static final int MAX_COMMENT = 65_536;

  /// GitHub does not show the summary of a step that has more bytes.
  private static final int MAX_STEP_SUMMARY = 1 << 20;

  private static final int MAX_FINDINGS = 60;

  private final FailureThreshold threshold;
  private final long limit;

  /// A report that fits in a comment.
  ///
  /// @param threshold determines the result in the first line
  public MarkdownReporter(FailureThreshold threshold) {
    this(threshold, MAX_COMMENT);
  }

  private MarkdownReporter(FailureThreshold threshold, long limit) {
    this.threshold = threshold;
    this.limit = limit;
  }

  /// A report that fits in the summary of a step.
  ///
  /// @param threshold determines the result in the first line
  /// @param written the size of the summary before, in bytes
  public static MarkdownReporter ofStepSummary(FailureThreshold threshold, long written) {
    return new MarkdownReporter(threshold, MAX_STEP_SUMMARY - written);
  }

  @Override
  public void write(Assessment assessment, Appendable out) throws IOException {
    String head = head(assessment);
    List<Finding> listed =
        assessment.findings().stream()
            .filter(each -> each.verdict() == Verdict.FAIL && FindingWording.isNew(each))
            .sorted(FindingWording.WORST_FIRST)
            .toList();
    List<MarkdownSection> others = new MarkdownSections(assessment).sections();
    long needed = MarkdownSection.length(head) + MarkdownSection.needed(others);
    int shown = Math.min(listed.size(), MAX_FINDINGS);
    String findings = findings(listed, shown, assessment);
    while (shown > 0 && needed + MarkdownSection.length(findings) > limit) {
      shown /= 2;
      findings = findings(listed, shown, assessment);
    }
    List<MarkdownSection> sections = new ArrayList<>();
    String fixes = fixes(listed.subList(0, shown));
    if (!fixes.isEmpty()) {
      sections.add(new MarkdownSection(MarkdownSection.Kind.FIXES, fixes));
    }
    sections.addAll(others);
    long rest = limit - MarkdownSection.length(head + findings);
    out.append(head).append(findings).append(MarkdownSection.joined(sections, rest));
  }

  private String head(Assessment assessment) {
    StringBuilder out = new StringBuilder("## Redoubt: ");
    out.append(MarkdownText.of(assessment.name())).append("\n\n");
    result(assessment, out);
    Assessment.Baseline baseline = assessment.settings().baseline();
    if (baseline != null) {
      out.append("Compared with ")
          .append(MarkdownText.of(FindingWording.baseline(assessment, baseline)))
          .append(".\n\n");
    }
    return out.toString();
  }

  private void result(Assessment assessment, StringBuilder out) {
    AssessmentResult result = AssessmentResult.of(assessment, threshold);
    out.append("**").append(result.state().title()).append("** ");
    out.append(MarkdownText.of(result.basis())).append("\n\n");
    out.append(FindingWording.count(assessment.resourceCount(), "resource"))
        .append(" in ")
        .append(FindingWording.count(assessment.deployments().size(), "deployment"))
        .append(". Violated: ")
        .append(MarkdownText.of(ConsoleFindings.summary(assessment)))
        .append(".\n\n");
  }

  /// The table of violations.
  ///
  /// @param shown how many of them it has
  private static String findings(List<Finding> listed, int shown, Assessment assessment) {
    if (listed.isEmpty()) {
      return "";
    }
    StringBuilder out = new StringBuilder();
    boolean isSeveral = assessment.deployments().size() > 1;
    String extra = isSeveral ? " deployment |" : "";
    out.append("| severity | violation | resource | location | fix |").append(extra).append('\n');
    out.append("| --- | --- | --- | --- | --- |").append(isSeveral ? " --- |\n" : "\n");
    for (Finding finding : listed.subList(0, shown)) {
      String place =
          assessment.files().locate(FindingPlaces.shown(assessment, finding)).withColumn();
      out.append("| ").append(MarkdownText.of(FindingWording.severity(finding, assessment)));
      out.append(" | ")
          .append(MarkdownText.of(finding.control().title()))
          .append(" (`" + finding.control().id() + "`): ")
          .append(MarkdownText.of(FindingWording.why(finding) + FindingWording.when(finding)));
      out.append(" | ").append(MarkdownText.of(FindingWording.resourceWithSymbol(finding)));
      out.append(" | ").append(MarkdownText.code(place));
      out.append(" | ").append(MarkdownText.of(FindingWording.fix(finding)));
      if (isSeveral) {
        out.append(" | ").append(MarkdownText.of(String.join(", ", finding.deployments())));
      }
      out.append(" |\n");
    }
    out.append('\n');
    if (listed.size() > shown) {
      out.append("And ")
          .append(FindingWording.count(listed.size() - shown, "more finding"))
          .append(".\n\n");
    }
    return out.toString();
  }

  /// The fixes in the author's language, each once.
  private static String fixes(List<Finding> listed) {
    Map<String, Fix> fixes = new LinkedHashMap<>();
    for (Finding finding : listed) {
      Fix fix = finding.annotations().fix();
      if (fix != null && !fix.text().isBlank()) {
        fixes.putIfAbsent(fix.title() + "\n" + fix.text(), fix);
      }
    }
    if (fixes.isEmpty()) {
      return "";
    }
    StringBuilder out = new StringBuilder();
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
    return out.toString();
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
