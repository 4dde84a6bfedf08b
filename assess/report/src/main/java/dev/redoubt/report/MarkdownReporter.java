package dev.redoubt.report;

import dev.redoubt.estate.Problem;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Assessment.PracticeState;
import dev.redoubt.findings.Assessment.UnknownGroup;
import dev.redoubt.findings.Exemption;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Fix;
import dev.redoubt.findings.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes GitHub-flavored Markdown for a comment of a pull request or a step summary. With a
/// baseline, such as the findings of the base branch, it lists what is new and counts the rest.
public final class MarkdownReporter implements AssessmentReporter {

  /// GitHub refuses comments of more than 65,536 characters; the longest line below has about 600.
  private static final int MAX_FINDINGS = 60;

  private static final int MAX_PROBLEMS = 10;

  private final FailureThreshold threshold;

  /// @param threshold determines the result in the first line
  public MarkdownReporter(FailureThreshold threshold) {
    this.threshold = threshold;
  }

  @Override
  public void write(Assessment assessment, Appendable out) throws IOException {
    out.append("## Redoubt: ").append(text(assessment.name())).append("\n\n");
    result(assessment, out);
    Assessment.Baseline baseline = assessment.settings().baseline();
    if (baseline != null) {
      out.append("Compared with ")
          .append(text(ReportWording.baseline(assessment, baseline)))
          .append(".\n\n");
    }
    findings(assessment, out);
    unknowns(assessment, out);
    exempt(assessment, out);
    conditional(assessment, out);
    practices(assessment, out);
    problems(assessment, out);
  }

  private void result(Assessment assessment, Appendable out) throws IOException {
    StringBuilder line = new StringBuilder();
    new ConsoleResult(assessment, new ConsoleLayout(line, Integer.MAX_VALUE / 2, false), threshold)
        .write();
    String words = line.toString().strip();
    int end = words.indexOf("  ");
    out.append("**").append(words.substring(0, end)).append("** ");
    out.append(text(words.substring(end).strip())).append("\n\n");
    out.append(ReportWording.count(assessment.resourceCount(), "resource"))
        .append(" in ")
        .append(ReportWording.count(assessment.deployments().size(), "deployment"))
        .append(". Violated: ")
        .append(text(ConsoleFindings.summary(assessment)))
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
      out.append("| ").append(finding.control().severity().word());
      out.append(" | ")
          .append(text(finding.control().title()))
          .append(" (`" + finding.control().id() + "`): ")
          .append(text(finding.reason().root().text()));
      out.append(" | ").append(text(ReportWording.resourceWithSymbol(finding)));
      out.append(" | ").append(code(place));
      out.append(" | ").append(text(ReportWording.fix(finding)));
      if (isSeveral) {
        out.append(" | ").append(text(String.join(", ", finding.deployments())));
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
      out.append(text(fix.title()))
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

  private static void unknowns(Assessment assessment, Appendable out) throws IOException {
    List<UnknownGroup> groups = ConsoleUnknowns.groups(assessment);
    List<Finding> unknown = ConsoleUnknowns.unknown(assessment);
    if (groups.isEmpty() && unknown.isEmpty()) {
      return;
    }
    out.append("### Unknown: ")
        .append(ConsoleUnknowns.summary(unknown, groups))
        .append("\n\n| verdicts | cause | resolved by |\n| --- | --- | --- |\n");
    for (UnknownGroup group : groups) {
      String resolvedBy =
          group.cause().resolvedBy().isEmpty()
              ? "cannot be resolved before deployment"
              : group.cause().resolvedBy();
      out.append("| ")
          .append(group.findings().isEmpty() ? "?" : String.valueOf(group.findings().size()))
          .append(" | ")
          .append(text(group.cause().text()))
          .append(" | ")
          .append(text(resolvedBy))
          .append(" |\n");
    }
    out.append('\n');
  }

  private static void exempt(Assessment assessment, Appendable out) throws IOException {
    List<Finding> exempt =
        assessment.findings().stream().filter(each -> each.verdict() == Verdict.EXEMPT).toList();
    if (exempt.isEmpty()) {
      return;
    }
    out.append("<details><summary>")
        .append(ReportWording.count(exempt.size(), "exempt finding"))
        .append("</summary>\n\n");
    for (Finding finding : exempt) {
      Exemption exemption = finding.annotations().exemption();
      out.append("- `" + finding.control().id() + "`: ")
          .append(text(ReportWording.resourceWithSymbol(finding)))
          .append(", ")
          .append(
              text(
                  exemption == null ? finding.reason().text() : ReportWording.exemption(exemption)))
          .append('\n');
    }
    out.append("\n</details>\n\n");
  }

  /// What passes only because of what the platform is declared to provide.
  private static void conditional(Assessment assessment, Appendable out) throws IOException {
    List<Finding> passes =
        assessment.findings().stream()
            .filter(each -> !each.annotations().conditions().isEmpty())
            .toList();
    if (passes.isEmpty()) {
      return;
    }
    out.append("<details><summary>")
        .append(ReportWording.count(passes.size(), "check"))
        .append(" passed because of declared platform facts")
        .append("</summary>\n\n");
    for (Finding finding : passes) {
      String facts =
          finding.annotations().conditions().stream()
              .map(ReportWording::fact)
              .collect(Collectors.joining(", "));
      out.append("- `" + finding.control().id() + "`: ")
          .append(text(ReportWording.resourceWithSymbol(finding)))
          .append(", conditional on ")
          .append(text(facts))
          .append('\n');
    }
    out.append("\n</details>\n\n");
  }

  private static void practices(Assessment assessment, Appendable out) throws IOException {
    if (assessment.practices().isEmpty()) {
      return;
    }
    Map<PracticeState, Long> states =
        assessment.practices().stream()
            .collect(Collectors.groupingBy(Assessment.Practice::state, Collectors.counting()));
    List<String> counts = new ArrayList<>();
    for (PracticeState state : PracticeState.values()) {
      if (states.containsKey(state)) {
        counts.add(
            states.get(state) + " " + state.name().toLowerCase(Locale.ROOT).replace('_', ' '));
      }
    }
    out.append("<details><summary>Best practices: ")
        .append(String.join(", ", counts))
        .append("</summary>\n\n| | best practice | state | basis |\n| --- | --- | --- | --- |\n");
    for (Assessment.Practice practice : assessment.practices()) {
      out.append("| " + practice.number() + " | ")
          .append(text(practice.title()))
          .append(" | ")
          .append(practice.state().name().toLowerCase(Locale.ROOT).replace('_', ' '))
          .append(" | ")
          .append(text(practice.note()))
          .append(" |\n");
    }
    out.append("\n</details>\n\n");
  }

  private static void problems(Assessment assessment, Appendable out) throws IOException {
    List<Problem> errors =
        assessment.problems().stream()
            .filter(each -> each.severity() == Problem.Severity.ERROR)
            .toList();
    if (errors.isEmpty()) {
      return;
    }
    out.append("### Errors in the input\n\n");
    for (Problem error : errors.stream().limit(MAX_PROBLEMS).toList()) {
      String place =
          error.origin().isWritten()
              ? code(assessment.files().locate(error.origin()).withColumn()) + ": "
              : "";
      out.append("- ").append(place).append(text(error.message())).append('\n');
    }
    if (errors.size() > MAX_PROBLEMS) {
      out.append("- and ")
          .append(ReportWording.count(errors.size() - MAX_PROBLEMS, "more error"))
          .append('\n');
    }
  }

  /// Text on one line in which nothing of a template is markup, mention or link; code between
  /// backticks stays code.
  static String text(String text) {
    StringBuilder out = new StringBuilder();
    String[] parts = ConsoleLayout.clean(text).split("`", -1);
    boolean isBalanced = parts.length % 2 == 1;
    for (int i = 0; i < parts.length; i++) {
      if (i % 2 == 1 && isBalanced && !parts[i].isBlank()) {
        out.append('`').append(parts[i].replace("|", "\\|")).append('`');
      } else {
        out.append(escaped(parts[i]));
      }
    }
    return out.toString();
  }

  private static String code(String text) {
    return "`" + ConsoleLayout.clean(text).replace("`", "'").replace("|", "\\|") + "`";
  }

  private static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      switch (each) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '@' -> out.append("&#64;");
        case '\\', '*', '_', '[', ']', '|', '#', '~', '!' -> out.append('\\').append(each);
        default -> out.append(each);
      }
    }
    return out.toString();
  }
}
