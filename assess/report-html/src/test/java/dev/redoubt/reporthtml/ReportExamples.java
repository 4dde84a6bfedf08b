package dev.redoubt.reporthtml;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Exemption;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Severity;
import dev.redoubt.findings.SeverityChange;
import dev.redoubt.findings.Verdict;
import dev.redoubt.findings.detail.AssessmentDetail;
import dev.redoubt.findings.result.FailureThreshold;
import dev.redoubt.findings.testing.ExampleAssessments;
import dev.redoubt.findings.testing.ExampleDetails;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The examples of which tests write reports, and a program that writes them to look at.
final class ReportExamples {

  private static final String SOURCE = "https://github.com/o/r/blob/0123456789abcdef/";

  private ReportExamples() {}

  /// All examples by name.
  static Map<String, Assessment> all() {
    Map<String, Assessment> all = new LinkedHashMap<>();
    all.put("clean", ExampleAssessments.clean());
    all.put("weak", ExampleAssessments.weak());
    all.put("unreached", ExampleAssessments.unreached());
    all.put("broken", ExampleAssessments.broken());
    all.put("missing-module", ExampleAssessments.missingModule());
    all.put("untagged", ExampleAssessments.untagged());
    all.put("annotated", ExampleAssessments.annotated());
    all.put("inventory", ExampleAssessments.inventory());
    all.put("empty", ExampleAssessments.empty());
    all.put("many", ExampleAssessments.many(3));
    all.put("registry", ExampleAssessments.inRegistryModule("st1", "st2"));
    all.put(
        "terraform", ExampleAssessments.cleanBeside(List.of(ExampleAssessments.terraform("a.tf"))));
    all.put("lowered", lowered());
    all.put("expired", expired());
    return all;
  }

  /// One example.
  static Assessment named(String name) {
    return Objects.requireNonNull(all().get(name));
  }

  private static Assessment lowered() {
    return ExampleAssessments.annotated()
        .withSettings(
            new Assessment.Settings(
                List.of(),
                List.of(
                    new SeverityChange(
                        "storage-public-network-access",
                        Severity.CRITICAL,
                        Severity.LOW,
                        "data-team",
                        "moves to the hub next quarter",
                        LocalDate.of(2027, 1, 31),
                        Origin.NONE)),
                new Assessment.Baseline("baseline.json", 1, 2)));
  }

  /// An assessment with a violation whose exemption has expired, and with causes.
  private static Assessment expired() {
    Assessment weak = ExampleAssessments.weak();
    LocalDate past = LocalDate.of(2026, 6, 30);
    return weak.withFindings(
        weak.findings().stream()
            .map(
                each ->
                    each.verdict() == Verdict.FAIL && each.id().endsWith("stdata3")
                        ? each.withAnnotations(
                            each.annotations()
                                .withExpired(
                                    new Exemption("ciso", "until May", null, past, Origin.NONE)))
                        : each.verdict() == Verdict.UNKNOWN ? because(each) : each)
            .toList());
  }

  private static Finding because(Finding finding) {
    return new Finding(
        finding.id(),
        finding.control(),
        finding.resource(),
        finding.verdict(),
        finding.origin(),
        finding.reason(),
        List.of(UnknownCause.parameter("purge")));
  }

  static HtmlReportOptions options(FailureThreshold threshold) {
    return new HtmlReportOptions(
        "Redoubt",
        "0.1.0",
        threshold,
        ExampleDetails.TODAY,
        SOURCE,
        _ -> "<svg viewBox=\"0 0 1 1\"></svg>");
  }

  static String html(Assessment assessment) {
    return html(assessment, ExampleDetails.of(assessment), options(FailureThreshold.DEFAULT));
  }

  static String html(Assessment assessment, AssessmentDetail detail, HtmlReportOptions options) {
    StringBuilder out = new StringBuilder();
    try {
      new HtmlReport(options).write(assessment, detail, out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toString();
  }

  /// Writes every example into a folder.
  static void writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, Assessment> each : all().entrySet()) {
      Files.writeString(folder.resolve(each.getKey() + ".html"), html(each.getValue()));
    }
  }

  public static void main(String[] folder) throws IOException {
    writeTo(Path.of(folder[0]));
  }
}
