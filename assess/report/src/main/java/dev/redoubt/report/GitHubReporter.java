package dev.redoubt.report;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceLocation;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Severity;
import dev.redoubt.findings.Verdict;
import dev.redoubt.findings.result.AssessmentGaps;
import dev.redoubt.findings.result.AssessmentResult;
import dev.redoubt.findings.result.FailureThreshold;
import dev.redoubt.findings.result.FindingPlaces;
import dev.redoubt.findings.result.FindingWording;
import java.io.IOException;
import java.util.Locale;

/// Writes [workflow
/// commands](https://docs.github.com/actions/reference/workflow-commands-for-github-actions) that
/// annotate the changed lines of a pull request.
///
/// The first one is the result. New violations of severity high and critical are errors, others and
/// unknown verdicts are warnings or notices. GitHub shows ten annotations of each level a step, so
/// the worst come first.
public final class GitHubReporter implements AssessmentReporter {

  /// GitHub drops further annotations of a run.
  private static final int MAX_ANNOTATIONS = 50;

  private final FailureThreshold threshold;

  /// @param threshold determines the result
  public GitHubReporter(FailureThreshold threshold) {
    this.threshold = threshold;
  }

  @Override
  public void write(Assessment assessment, Appendable out) throws IOException {
    result(assessment, out);
    int written = 1;
    for (Problem problem : assessment.problems()) {
      if (problem.severity() == Problem.Severity.ERROR && written++ < MAX_ANNOTATIONS) {
        command(
            "error",
            problem.origin(),
            "redoubt: error in the input",
            problem.message(),
            assessment,
            out);
      }
    }
    for (AssessmentGaps.Gap gap : AssessmentGaps.of(assessment)) {
      if (gap.problem() == null && written++ < MAX_ANNOTATIONS) {
        command(level(gap), Origin.NONE, "redoubt: " + gap.name(), gap.text(), assessment, out);
      }
    }
    for (Finding finding :
        assessment.findings().stream()
            .filter(each -> each.verdict() == Verdict.FAIL || each.verdict() == Verdict.UNKNOWN)
            .filter(FindingWording::isNew)
            .sorted(FindingWording.WORST_FIRST)
            .toList()) {
      if (written++ < MAX_ANNOTATIONS) {
        finding(finding, assessment, out);
      }
    }
    if (written > MAX_ANNOTATIONS) {
      out.append("::notice::")
          .append(FindingWording.count(written - MAX_ANNOTATIONS, "more annotation"))
          .append(" in the other reports\n");
    }
  }

  private void result(Assessment assessment, Appendable out) throws IOException {
    AssessmentResult result = AssessmentResult.of(assessment, threshold);
    String level =
        switch (result.state()) {
          case PASSED -> AssessmentGaps.of(assessment).isEmpty() ? "notice" : "warning";
          case NOT_ENFORCED -> "warning";
          case FAILED, NOTHING_JUDGED, INCOMPLETE -> "error";
        };
    String title = "redoubt: " + result.state().title().toLowerCase(Locale.ROOT);
    command(level, Origin.NONE, title, result.basis(), assessment, out);
  }

  /// Files that nothing deploys as far as is known are no errors.
  private static String level(AssessmentGaps.Gap gap) {
    return switch (gap.kind()) {
      case ERROR, UNKNOWN_DEPLOYMENT, NOTHING_JUDGED -> "error";
      case UNREACHED_TEMPLATE, UNREAD_FILE -> "warning";
    };
  }

  private static void finding(Finding finding, Assessment assessment, Appendable out)
      throws IOException {
    boolean isViolation = finding.verdict() == Verdict.FAIL;
    Severity severity = finding.control().severity();
    String level =
        isViolation && severity.isAtLeast(Severity.HIGH)
            ? "error"
            : severity.isAtLeast(Severity.MEDIUM) ? "warning" : "notice";
    command(
        level,
        FindingPlaces.shown(assessment, finding),
        (isViolation ? "" : "unknown: ")
            + finding.control().id()
            + " ("
            + FindingWording.severity(finding, assessment)
            + ")",
        FindingWording.message(finding) + "\nFix: " + FindingWording.fix(finding),
        assessment,
        out);
  }

  private static void command(
      String level,
      Origin origin,
      String title,
      String message,
      Assessment assessment,
      Appendable out)
      throws IOException {
    out.append("::").append(level).append(" title=").append(property(title));
    if (origin.isWritten()) {
      SourceLocation at = assessment.files().locate(origin);
      out.append(",file=").append(property(at.file()));
      if (at.line() > 0) {
        out.append(",line=").append(String.valueOf(at.line()));
      }
      if (at.line() > 0 && at.column() > 0) {
        out.append(",col=").append(String.valueOf(at.column()));
      }
    }
    out.append("::").append(data(message)).append('\n');
  }

  /// The escapes of GitHub's toolkit, so that no text of a template is a command.
  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
