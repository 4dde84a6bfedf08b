package dev.redoubt.reporthtml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Severity;
import dev.redoubt.findings.Verdict;
import dev.redoubt.findings.result.AssessmentResult;
import dev.redoubt.findings.result.FailureThreshold;
import dev.redoubt.findings.testing.ExampleAssessments;
import dev.redoubt.findings.testing.ExampleDetails;
import dev.redoubt.page.StyleSheet;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/// Every result with every threshold: only a run that passed reads as success.
class HtmlOutcomesTest {

  private static final List<FailureThreshold> THRESHOLDS =
      List.of(
          FailureThreshold.DEFAULT,
          new FailureThreshold(Severity.HIGH, Severity.LOW),
          new FailureThreshold(null, null));

  private static Map<String, Assessment> assessments() {
    Map<String, Assessment> all = new TreeMap<>(ReportExamples.all());
    for (Verdict verdict : List.of(Verdict.UNKNOWN, Verdict.FAIL)) {
      all.put("only " + verdict.word(), only(ExampleAssessments.weak(), verdict));
    }
    all.put("only exempt", only(ExampleAssessments.annotated(), Verdict.EXEMPT));
    all.put("only conditional", only(ExampleAssessments.annotated(), Verdict.PASS));
    all.put(
        "part missing",
        ExampleAssessments.cleanBeside(List.of(), ExampleAssessments.MISSING_MODULE));
    return all;
  }

  private static Assessment only(Assessment all, Verdict verdict) {
    return all.withFindings(
            all.findings().stream().filter(each -> each.verdict() == verdict).toList())
        .withSettings(Assessment.Settings.NONE);
  }

  private static Element verdict(Assessment assessment, FailureThreshold threshold) {
    return Jsoup.parse(
            ReportExamples.html(
                assessment, ExampleDetails.of(assessment), ReportExamples.options(threshold)))
        .select(".verdict")
        .getFirst();
  }

  @Test
  void pageSaysTheSameResultAsEveryOtherFormat() {
    Set<AssessmentResult.State> seen = EnumSet.noneOf(AssessmentResult.State.class);
    assessments()
        .forEach(
            (name, assessment) -> {
              for (FailureThreshold threshold : THRESHOLDS) {
                AssessmentResult result = AssessmentResult.of(assessment, threshold);
                Element verdict = verdict(assessment, threshold);
                seen.add(result.state());
                assertThat(verdict.classNames())
                    .as(name)
                    .startsWith("card", "verdict", result.state().word());
                assertThat(verdict.select(".word").text()).startsWith(result.state().title());
                assertThat(verdict.text()).contains(result.basis().replace("`", ""));
              }
            });
    assertThat(seen).containsExactlyInAnyOrder(AssessmentResult.State.values());
  }

  @Test
  void knownViolationsAreInTheResultAndInTheNumbers() {
    Assessment weak = ExampleAssessments.weak();
    Assessment known =
        weak.withFindings(
                weak.findings().stream()
                    .map(
                        each ->
                            each.withAnnotations(
                                each.annotations().withBaseline(Finding.BaselineState.UNCHANGED)))
                    .toList())
            .withSettings(
                new Assessment.Settings(
                    List.of(), List.of(), new Assessment.Baseline("baseline.json", 3, 0)));
    Document page = Jsoup.parse(ReportExamples.html(known));
    long violations =
        weak.findings().stream().filter(each -> each.verdict() == Verdict.FAIL).count();
    Element verdict = page.select(".verdict").getFirst();
    assertThat(verdict.classNames()).contains("passed", "with-known");
    assertThat(verdict.select(".word").text())
        .startsWith("PASSED with " + violations + " known violation");
    assertThat(page.select(".tiles a").eachText())
        .contains("0 new violations, 0 high or critical")
        .anyMatch(each -> each.startsWith(violations + " known violations, "));
  }

  @Test
  void resultWithoutBaselineHasNoKnownViolations() {
    Document page = Jsoup.parse(ReportExamples.html(ExampleAssessments.weak()));
    assertThat(page.select(".verdict").getFirst().classNames()).doesNotContain("with-known");
    assertThat(page.select(".tiles").text()).doesNotContain("known violations", "new ");
  }

  @Test
  void onlyPassedIsGreenAndEachStateHasItsOwnLook() {
    List<String> looks = new ArrayList<>();
    for (AssessmentResult.State state : AssessmentResult.State.values()) {
      String look = rules(state.word());
      assertThat(look.contains("--good"))
          .as(state.word())
          .isEqualTo(state == AssessmentResult.State.PASSED);
      looks.add(look);
    }
    assertThat(looks).doesNotHaveDuplicates().noneMatch(String::isEmpty);
  }

  /// The declarations of the style sheet for one state.
  private static String rules(String state) {
    StringBuilder rules = new StringBuilder();
    Matcher matcher = Pattern.compile("([^{}]*)\\{([^{}]*)}").matcher(StyleSheet.text());
    while (matcher.find()) {
      if (Pattern.compile("\\.verdict\\." + state + "(?![a-z-])")
          .matcher(matcher.group(1))
          .find()) {
        rules.append(matcher.group(2));
      }
    }
    return rules.toString();
  }
}
