package dev.redoubt.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Reason;
import dev.redoubt.findings.Severity;
import dev.redoubt.findings.SeverityChange;
import dev.redoubt.findings.TruthValue;
import dev.redoubt.findings.Verdict;
import dev.redoubt.findings.result.AssessmentGaps;
import dev.redoubt.findings.result.AssessmentResult;
import dev.redoubt.findings.result.FailureThreshold;
import dev.redoubt.findings.testing.ExampleAssessments;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every format with every outcome: only a run in which something was judged, and all of it passed
/// or was accepted, reads as success.
class FormatOutcomesTest {

  private static final FailureThreshold HIGH = FailureThreshold.DEFAULT;
  private static final FailureThreshold LOW_UNKNOWN =
      new FailureThreshold(Severity.HIGH, Severity.LOW);
  private static final FailureThreshold NEVER = new FailureThreshold(null, null);
  private static final Set<String> ALL =
      Set.of(
          "console",
          "quiet",
          "lines",
          "summary",
          "complete",
          "markdown",
          "github",
          "junit",
          "sarif",
          "json",
          "oscal");

  /// Formats that say what the threshold makes of findings; the others report findings whatever it
  /// is.
  private static final Set<String> WITH_THRESHOLD =
      Set.of("console", "quiet", "lines", "summary", "complete", "markdown", "json");

  /// One outcome.
  ///
  /// @param green the formats that may read as success
  record Outcome(
      String name,
      Assessment assessment,
      FailureThreshold threshold,
      AssessmentResult.State state,
      Set<String> green) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Outcome> outcomes() {
    Assessment passed = ExampleAssessments.clean();
    Assessment weak = ExampleAssessments.weak();
    Assessment unknown = only(weak, Verdict.UNKNOWN);
    Assessment exempt = only(ExampleAssessments.annotated(), Verdict.EXEMPT);
    Assessment conditional = only(ExampleAssessments.annotated(), Verdict.PASS);
    Assessment low = ExampleAssessments.untagged();
    Assessment empty = ExampleAssessments.empty();
    Assessment missing = ExampleAssessments.missingModule();
    Assessment broken = ExampleAssessments.broken();
    Assessment part = ExampleAssessments.cleanBeside(List.of(), ExampleAssessments.MISSING_MODULE);
    Assessment unreached = ExampleAssessments.unreached();
    Assessment unread =
        ExampleAssessments.cleanBeside(List.of(ExampleAssessments.terraform("main.tf")));
    Set<String> none = Set.of();
    return Stream.of(
        new Outcome("passed", passed, HIGH, AssessmentResult.State.PASSED, ALL),
        new Outcome("passed, never", passed, NEVER, AssessmentResult.State.PASSED, ALL),
        new Outcome("failed", weak, HIGH, AssessmentResult.State.FAILED, none),
        new Outcome("failed, never", weak, NEVER, AssessmentResult.State.NOT_ENFORCED, none),
        new Outcome("unknown", unknown, HIGH, AssessmentResult.State.FAILED, none),
        new Outcome("unknown, never", unknown, NEVER, AssessmentResult.State.NOT_ENFORCED, none),
        new Outcome("below", low, HIGH, AssessmentResult.State.PASSED, WITH_THRESHOLD),
        new Outcome("nothing", empty, HIGH, AssessmentResult.State.NOTHING_JUDGED, none),
        new Outcome("nothing, never", empty, NEVER, AssessmentResult.State.NOTHING_JUDGED, none),
        new Outcome(
            "declared only", conditional, HIGH, AssessmentResult.State.NOTHING_JUDGED, none),
        new Outcome("missing module", missing, HIGH, AssessmentResult.State.FAILED, none),
        new Outcome(
            "missing module, never", missing, NEVER, AssessmentResult.State.NOTHING_JUDGED, none),
        new Outcome("part missing", part, HIGH, AssessmentResult.State.FAILED, none),
        new Outcome("part missing, never", part, NEVER, AssessmentResult.State.NOT_ENFORCED, none),
        new Outcome("unreached", unreached, HIGH, AssessmentResult.State.PASSED, WITH_THRESHOLD),
        new Outcome("unreached, low", unreached, LOW_UNKNOWN, AssessmentResult.State.FAILED, none),
        new Outcome("not assessed", unread, HIGH, AssessmentResult.State.PASSED, WITH_THRESHOLD),
        new Outcome("error", broken, HIGH, AssessmentResult.State.INCOMPLETE, none),
        new Outcome("error, never", broken, NEVER, AssessmentResult.State.INCOMPLETE, none),
        new Outcome("exempt", exempt, HIGH, AssessmentResult.State.PASSED, without("oscal")));
  }

  private static Set<String> without(String format) {
    return ALL.stream().filter(each -> !each.equals(format)).collect(Collectors.toSet());
  }

  private static Assessment only(Assessment all, Verdict verdict) {
    List<Finding> kept = all.findings().stream().filter(each -> each.verdict() == verdict).toList();
    return all.withFindings(kept).withSettings(Assessment.Settings.NONE);
  }

  private static Map<String, AssessmentReporter> reporters(FailureThreshold threshold) {
    return Map.ofEntries(
        Map.entry("console", console(threshold, ConsoleReporter.Extent.NORMAL)),
        Map.entry("quiet", console(threshold, ConsoleReporter.Extent.QUIET)),
        Map.entry("lines", console(threshold, ConsoleReporter.Extent.LINES)),
        Map.entry("summary", console(threshold, ConsoleReporter.Extent.SUMMARY)),
        Map.entry("complete", console(threshold, ConsoleReporter.Extent.COMPLETE)),
        Map.entry("markdown", new MarkdownReporter(threshold)),
        Map.entry("github", new GitHubReporter(threshold)),
        Map.entry("junit", new JUnitReporter(threshold)),
        Map.entry("sarif", new SarifReporter(ReportTools.EXAMPLE, true, threshold, Path.of(""))),
        Map.entry("json", new JsonReporter(ReportTools.EXAMPLE, true, threshold)),
        Map.entry("oscal", new OscalReporter(ReportTools.EXAMPLE, threshold, FormatsTest.NOW)));
  }

  private static AssessmentReporter console(
      FailureThreshold threshold, ConsoleReporter.Extent extent) {
    // wide, so that no phrase is broken
    return new ConsoleReporter(new ConsoleReporter.Look(2000, false, extent), threshold, null);
  }

  /// How a reader or a program recognizes success.
  private static final Map<String, Predicate<String>> GREEN =
      Map.ofEntries(
          Map.entry("console", FormatOutcomesTest::saysPassed),
          Map.entry("quiet", FormatOutcomesTest::saysPassed),
          Map.entry("lines", FormatOutcomesTest::saysPassed),
          Map.entry("summary", FormatOutcomesTest::saysPassed),
          Map.entry("complete", FormatOutcomesTest::saysPassed),
          Map.entry("markdown", FormatOutcomesTest::saysPassed),
          Map.entry(
              "github",
              text -> text.lines().allMatch(line -> line.startsWith("::notice title=redoubt"))),
          Map.entry(
              "junit",
              text -> text.contains(" failures=\"0\" errors=\"0\">") && text.contains("<testcase")),
          Map.entry("sarif", text -> isGreen(json(text).at("/runs/0"))),
          Map.entry("json", text -> json(text).at("/result/state").asString().equals("passed")),
          Map.entry("oscal", text -> isSatisfied(json(text))));

  private static boolean saysPassed(String text) {
    return Pattern.compile("(?m)^(\\*\\*)?PASSED\\b").matcher(text).find();
  }

  private static JsonNode json(String text) {
    return new JsonMapper().readTree(text);
  }

  private static boolean isGreen(JsonNode run) {
    JsonNode invocation = run.at("/invocations/0");
    return invocation.get("executionSuccessful").asBoolean()
        && invocation.get("exitCode").asInt() == 0
        && invocation
            .get("toolExecutionNotifications")
            .valueStream()
            .noneMatch(each -> each.get("level").asString().equals("error"))
        && run.get("results")
            .valueStream()
            .allMatch(
                each -> each.has("suppressions") || each.get("kind").asString().equals("pass"));
  }

  private static boolean isSatisfied(JsonNode root) {
    JsonNode findings = root.at("/assessment-results/results/0/findings");
    return !findings.isEmpty()
        && findings
            .valueStream()
            .allMatch(each -> each.at("/target/status/state").asString().equals("satisfied"));
  }

  @ParameterizedTest
  @MethodSource("outcomes")
  void onlySuccessReadsAsSuccess(Outcome outcome) throws IOException {
    assertThat(AssessmentResult.of(outcome.assessment(), outcome.threshold()).state())
        .isEqualTo(outcome.state());
    Set<String> green = new TreeSet<>();
    for (Map.Entry<String, AssessmentReporter> each : reporters(outcome.threshold()).entrySet()) {
      Predicate<String> isGreen = Objects.requireNonNull(GREEN.get(each.getKey()));
      if (isGreen.test(FormatsTest.report(each.getValue(), outcome.assessment()))) {
        green.add(each.getKey());
      }
    }
    assertThat(green).isEqualTo(new TreeSet<>(outcome.green()));
  }

  @ParameterizedTest
  @MethodSource("outcomes")
  void everyFormatSaysTheSameResult(Outcome outcome) throws IOException {
    AssessmentResult result = AssessmentResult.of(outcome.assessment(), outcome.threshold());
    for (Map.Entry<String, AssessmentReporter> each : reporters(outcome.threshold()).entrySet()) {
      assertThat(plain(FormatsTest.report(each.getValue(), outcome.assessment())))
          .as(each.getKey())
          .contains(result.basis());
    }
  }

  /// The text without the escapes of the formats.
  private static String plain(String text) {
    return text.replace("&gt;", ">").replace("\\\\", "\\").replace("%25", "%");
  }

  /// An assessment in which the severity of a violation is lowered, and another one raised.
  static Assessment lowered() {
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
                        Origin.NONE),
                    new SeverityChange(
                        "key-vault-purge-protection",
                        Severity.MEDIUM,
                        Severity.HIGH,
                        null,
                        null,
                        null,
                        Origin.NONE)),
                new Assessment.Baseline("baseline.json", 1, 2)));
  }

  @Test
  void everyFormatNamesWhatIsAccepted() throws IOException {
    Assessment lowered = lowered();
    for (Map.Entry<String, AssessmentReporter> each : reporters(HIGH).entrySet()) {
      assertThat(FormatsTest.report(each.getValue(), lowered))
          .as(each.getKey())
          .contains(
              "1 exempt; 1 check passed only on declared platform facts; 1 violation has a lowered"
                  + " severity; 1 in the baseline");
    }
  }

  @Test
  void formatsWithRoomSayWhoLoweredASeverity() throws IOException {
    Assessment lowered = lowered();
    Map<String, AssessmentReporter> reporters = reporters(HIGH);
    Set<String> brief = Set.of("quiet", "summary");
    for (Map.Entry<String, AssessmentReporter> each : reporters.entrySet()) {
      if (!brief.contains(each.getKey())) {
        assertThat(FormatsTest.report(each.getValue(), lowered))
            .as(each.getKey())
            .contains("critical", "2027-01-31", "data-team", "storage-public-network-access");
      }
    }
  }

  @Test
  void passedNamesTemplatesThatNothingReaches() throws IOException {
    Assessment many = ExampleAssessments.many(1);
    FailureThreshold critical = new FailureThreshold(Severity.CRITICAL, null);
    Assessment medium =
        many.withFindings(
            many.findings().stream()
                .filter(each -> each.control().severity() == Severity.MEDIUM)
                .toList());
    assertThat(AssessmentResult.of(medium, critical).basis())
        .contains("1 violation below it; templates that no entry point reaches are not judged");
  }

  @Test
  void everyFormatNamesFilesThatAreNotAssessed() throws IOException {
    Assessment beside =
        ExampleAssessments.cleanBeside(
            List.of(
                ExampleAssessments.terraform("a.tf"),
                ExampleAssessments.terraform("b.tf"),
                new Assessment.Input(
                    "x.bicep",
                    "bicep",
                    Assessment.Input.Role.NOT_ASSESSED,
                    "symbolic link to a file outside of the root folder")));
    for (FailureThreshold threshold : List.of(HIGH, NEVER)) {
      assertThat(AssessmentResult.of(beside, threshold).basis()).endsWith("; 3 files not assessed");
    }
    assertThat(AssessmentResult.of(ExampleAssessments.unreached(), LOW_UNKNOWN).basis())
        .endsWith("; 1 file not assessed");
    for (String format : List.of("junit", "sarif", "oscal", "github")) {
      assertThat(FormatsTest.report(reporter(format), beside))
          .as(format)
          .contains(
              "`a.tf`, `b.tf`: Terraform is not supported yet",
              "`x.bicep`: symbolic link to a file outside of the root folder");
    }
  }

  @Test
  void unreachedTemplatesAreOneGapWithWhatResolvesIt() throws IOException {
    assertThat(AssessmentGaps.of(ExampleAssessments.unreached()))
        .singleElement()
        .satisfies(
            gap ->
                assertThat(gap.text())
                    .contains("reaches `modules/old.bicep`", "resolved by: list what is deployed"));
    assertThat(FormatsTest.report(reporter("junit"), ExampleAssessments.unreached()))
        .contains("tests=\"2\" failures=\"0\" errors=\"1\"", "name=\"unreached template\"");
  }

  @Test
  void higherSeverityIsNotCalledLowered() throws IOException {
    for (AssessmentReporter reporter : reporters(HIGH).values()) {
      assertThat(FormatsTest.report(reporter, lowered()))
          .doesNotContain("2 violations have", "medium -> high until");
    }
  }

  @Test
  void unknownVerdictNamesWhatIsUnknownAndWhatResolvesIt() throws IOException {
    Assessment weak = ExampleAssessments.weak();
    Reason reason =
        new Reason(
            TruthValue.UNKNOWN,
            "`enabled` depends on `[parameters('p')]`",
            Origin.NONE,
            List.of(Reason.of(TruthValue.FALSE, "`enabled` is `No`", Origin.NONE)));
    List<Finding> findings =
        weak.findings().stream()
            .filter(each -> each.verdict() == Verdict.UNKNOWN)
            .map(each -> because(each, reason, UnknownCause.parameter("p")))
            .toList();
    for (String format : List.of("lines", "github", "junit", "sarif", "json", "oscal")) {
      assertThat(FormatsTest.report(reporter(format), weak.withFindings(findings)))
          .as(format)
          .contains("`enabled` depends on")
          .doesNotContain("key-vault-purge-protection: vaults kv-keys: `enabled` is `No`");
    }
    for (String format : List.of("lines", "github", "junit", "sarif", "oscal")) {
      assertThat(FormatsTest.report(reporter(format), weak.withFindings(findings)))
          .as(format)
          .contains("; parameter `p` has no value; resolved by `--parameters p=VALUE`");
    }
  }

  private static AssessmentReporter reporter(String format) {
    return Objects.requireNonNull(reporters(HIGH).get(format));
  }

  private static Finding because(Finding finding, Reason reason, UnknownCause cause) {
    return new Finding(
        finding.id(),
        finding.control(),
        finding.resource(),
        finding.verdict(),
        finding.origin(),
        reason,
        List.of(cause));
  }
}
