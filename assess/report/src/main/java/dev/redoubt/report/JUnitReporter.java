package dev.redoubt.report;

import dev.redoubt.estate.Problem;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.SeverityChange;
import dev.redoubt.findings.Verdict;
import dev.redoubt.findings.result.AssessmentGaps;
import dev.redoubt.findings.result.AssessmentResult;
import dev.redoubt.findings.result.FailureThreshold;
import dev.redoubt.findings.result.FindingPlaces;
import dev.redoubt.findings.result.FindingWording;
import dev.redoubt.findings.result.LoweredSeverities;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/// Writes JUnit XML, as Jenkins, Azure Pipelines and GitLab read it: a test case per control and
/// resource.
///
/// A violation is a failure, and an unknown verdict an error, whatever the severity threshold is.
/// An exempt finding is skipped, and so is one that the baseline has. What could not be read is an
/// error, so that a report without failures says that everything was assessed.
public final class JUnitReporter implements AssessmentReporter {

  private static final String SUITE_OF_INPUTS = "inputs";

  private final FailureThreshold threshold;

  /// @param threshold determines the result, which is a property of each suite
  public JUnitReporter(FailureThreshold threshold) {
    this.threshold = threshold;
  }

  @Override
  public void write(Assessment assessment, Appendable out) throws IOException {
    List<Finding> findings =
        assessment.findings().stream().sorted(FindingWording.WORST_FIRST).toList();
    List<AssessmentGaps.Gap> gaps = AssessmentGaps.of(assessment);
    out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.append("<testsuites name=\"").append(XmlText.of("redoubt assess " + assessment.name()));
    out.append("\" tests=\"").append(String.valueOf(findings.size() + gaps.size()));
    out.append("\" failures=\"").append(String.valueOf(failures(findings)));
    out.append("\" errors=\"").append(String.valueOf(errors(findings) + gaps.size()));
    out.append("\">\n");
    if (!findings.isEmpty()) {
      suite(assessment.name(), findings.size(), failures(findings), errors(findings), out);
      out.append(" skipped=\"").append(String.valueOf(skipped(findings))).append("\">\n");
      properties(assessment, out);
      for (Finding finding : findings) {
        testCase(finding, assessment, out);
      }
      out.append("  </testsuite>\n");
    }
    if (!gaps.isEmpty()) {
      suite(SUITE_OF_INPUTS, gaps.size(), 0, gaps.size(), out);
      out.append(">\n");
      properties(assessment, out);
      for (AssessmentGaps.Gap gap : gaps) {
        gap(gap, assessment, out);
      }
      out.append("  </testsuite>\n");
    }
    out.append("</testsuites>\n");
  }

  private static void suite(String name, int tests, long failures, long errors, Appendable out)
      throws IOException {
    out.append("  <testsuite name=\"")
        .append(XmlText.of(name))
        .append("\" tests=\"" + tests + "\" failures=\"" + failures)
        .append("\" errors=\"" + errors + "\"");
  }

  /// The result, and what it accepts.
  private void properties(Assessment assessment, Appendable out) throws IOException {
    AssessmentResult result = AssessmentResult.of(assessment, threshold);
    out.append("    <properties>\n");
    property("redoubt.result", result.state().word(), out);
    property("redoubt.result.basis", result.basis(), out);
    for (SeverityChange change : LoweredSeverities.of(assessment).keySet()) {
      property("redoubt.severity." + change.control(), FindingWording.change(change), out);
    }
    out.append("    </properties>\n");
  }

  private static void property(String name, String value, Appendable out) throws IOException {
    out.append("      <property name=\"")
        .append(XmlText.of(name))
        .append("\" value=\"")
        .append(XmlText.of(value))
        .append("\"/>\n");
  }

  private static long failures(List<Finding> findings) {
    return findings.stream().filter(each -> is(each, Verdict.FAIL)).count();
  }

  private static long errors(List<Finding> findings) {
    return findings.stream().filter(each -> is(each, Verdict.UNKNOWN)).count();
  }

  private static long skipped(List<Finding> findings) {
    return findings.stream()
        .filter(each -> each.verdict() == Verdict.EXEMPT || isUnchanged(each))
        .count();
  }

  private static boolean is(Finding finding, Verdict verdict) {
    return finding.verdict() == verdict && FindingWording.isNew(finding);
  }

  private static boolean isUnchanged(Finding finding) {
    return (finding.verdict() == Verdict.FAIL || finding.verdict() == Verdict.UNKNOWN)
        && !FindingWording.isNew(finding);
  }

  private static void testCase(Finding finding, Assessment assessment, Appendable out)
      throws IOException {
    String name =
        FindingWording.resourceWithSymbol(finding)
            + (assessment.deployments().size() > 1
                ? " in " + String.join(", ", finding.deployments())
                : "");
    out.append("    <testcase classname=\"")
        .append(XmlText.of(finding.control().id()))
        .append("\" name=\"")
        .append(XmlText.of(name))
        .append("\"");
    if (isUnchanged(finding)) {
      out.append(">\n      <skipped>in the baseline: ")
          .append(XmlText.of(FindingWording.message(finding)))
          .append("</skipped>\n    </testcase>\n");
      return;
    }
    switch (finding.verdict()) {
      case PASS -> pass(finding, out);
      case EXEMPT -> {
        var exemption = finding.annotations().exemption();
        String why =
            exemption == null ? finding.reason().text() : FindingWording.exemption(exemption);
        out.append(">\n      <skipped>accepted ")
            .append(XmlText.of(why))
            .append("</skipped>\n    </testcase>\n");
      }
      case FAIL -> result("failure", finding, assessment, out);
      case UNKNOWN -> result("error", finding, assessment, out);
    }
  }

  private static void pass(Finding finding, Appendable out) throws IOException {
    if (finding.annotations().conditions().isEmpty()) {
      out.append("/>\n");
      return;
    }
    String facts =
        finding.annotations().conditions().stream()
            .map(FindingWording::fact)
            .collect(Collectors.joining(", "));
    out.append(">\n      <system-out>conditional on ")
        .append(XmlText.of(facts))
        .append("</system-out>\n    </testcase>\n");
  }

  private static void result(String element, Finding finding, Assessment assessment, Appendable out)
      throws IOException {
    String place = assessment.files().locate(FindingPlaces.shown(assessment, finding)).withColumn();
    String text =
        place
            + ": "
            + FindingWording.severity(finding, assessment)
            + ": "
            + FindingWording.message(finding)
            + "\nFix: "
            + FindingWording.fix(finding)
            + "\nCost: "
            + finding.control().cost();
    out.append(">\n      <" + element + " type=\"")
        .append(finding.control().severity().word())
        .append("\" message=\"")
        .append(XmlText.of(FindingWording.message(finding)))
        .append("\">")
        .append(XmlText.of(text))
        .append("</" + element + ">\n    </testcase>\n");
  }

  private static void gap(AssessmentGaps.Gap gap, Assessment assessment, Appendable out)
      throws IOException {
    Problem problem = gap.problem();
    String place =
        problem == null || !problem.origin().isWritten()
            ? ""
            : assessment.files().locate(problem.origin()).withColumn() + ": ";
    out.append("    <testcase classname=\"" + SUITE_OF_INPUTS + "\" name=\"")
        .append(XmlText.of(gap.name() + (place.isEmpty() ? "" : " at " + place.strip())))
        .append("\">\n      <error message=\"")
        .append(XmlText.of(gap.text()))
        .append("\">")
        .append(XmlText.of(place + gap.text()))
        .append("</error>\n    </testcase>\n");
  }
}
