package dev.redoubt.reporthtml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Verdict;
import dev.redoubt.findings.detail.AssessmentDetail;
import dev.redoubt.findings.diagram.DiagramView;
import dev.redoubt.findings.diagram.WorkloadDiagram;
import dev.redoubt.findings.result.FailureThreshold;
import dev.redoubt.findings.testing.ExampleAssessments;
import dev.redoubt.findings.testing.ExampleDetails;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HtmlReportTest {

  /// One example with its report.
  record Example(String name, Assessment assessment) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Example> examples() {
    return ReportExamples.all().entrySet().stream()
        .map(each -> new Example(each.getKey(), each.getValue()));
  }

  private static Document page(Assessment assessment) {
    return Jsoup.parse(ReportExamples.html(assessment));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void pageIsValidHtml(Example example) {
    Parser parser = Parser.htmlParser().setTrackErrors(100);
    Document page = Jsoup.parse(ReportExamples.html(example.assessment()), "", parser);
    assertThat(parser.getErrors()).isEmpty();
    List<String> ids = page.select("[id]").eachAttr("id");
    assertThat(ids).doesNotHaveDuplicates().noneMatch(each -> each.matches(".*\\s.*"));
    for (String link : page.select("a[href^=#]").eachAttr("href")) {
      assertThat(ids).contains(link.substring(1));
    }
    assertThat(page.select("h1")).hasSize(1);
    assertThat(page.select("th:not([scope])")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void pageLoadsNothingAndItsPolicyAllowsItsOwnStyleAndScriptAlone(Example example)
      throws Exception {
    Document page = page(example.assessment());
    assertThat(page.select("[src], [srcset], [style], object, iframe, form[action]")).isEmpty();
    assertThat(page.select("link").eachAttr("href"))
        .allMatch(each -> each.startsWith("data:image/svg+xml;base64,"));
    for (Element each : page.getAllElements()) {
      each.attributes().forEach(attribute -> assertThat(attribute.getKey()).doesNotStartWith("on"));
    }
    String policy = page.select("meta[http-equiv=Content-Security-Policy]").attr("content");
    assertThat(policy)
        .startsWith("default-src 'none'; ")
        .contains("style-src " + hash(page.select("style").getFirst()))
        .contains("script-src " + hash(page.select("script").getFirst()))
        .doesNotContain("unsafe", "http");
    assertThat(page.select("style")).hasSize(1);
    assertThat(page.select("script")).hasSize(1);
  }

  private static String hash(Element element) throws Exception {
    byte[] text = element.data().getBytes(StandardCharsets.UTF_8);
    return "'sha256-"
        + Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(text))
        + "'";
  }

  @ParameterizedTest
  @MethodSource("examples")
  void pageShowsEveryFindingThatIsNoPass(Example example) {
    Document page = page(example.assessment());
    List<String> expected =
        example.assessment().findings().stream()
            .filter(each -> each.verdict() != Verdict.PASS)
            .map(each -> HtmlReport.anchor(each.id()))
            .toList();
    assertThat(page.select("#groups .f").eachAttr("id"))
        .containsExactlyInAnyOrderElementsOf(expected);
    if (!expected.isEmpty()) {
      assertThat(page.select("#count").text()).isEqualTo(count(expected.size(), "finding"));
    }
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void pageNeverSaysThatSomethingComplies(Example example) {
    for (AssessmentDetail detail :
        List.of(AssessmentDetail.NONE, ExampleDetails.of(example.assessment()))) {
      String html =
          ReportExamples.html(
              example.assessment(), detail, ReportExamples.options(FailureThreshold.DEFAULT));
      assertThat(html.toLowerCase(Locale.ROOT)).doesNotContain("complian", "complies");
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void equalAssessmentsHaveEqualPages(Example example) {
    assertThat(ReportExamples.html(example.assessment()))
        .isEqualTo(ReportExamples.html(ReportExamples.named(example.name())));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyProblemAndEveryCauseIsInThePage(Example example) {
    Document page = page(example.assessment());
    String problems = page.select("#problems").text();
    example
        .assessment()
        .problems()
        .forEach(each -> assertThat(problems).contains(each.message().replace("`", "")));
    String unknown = page.select("#unknown").text();
    example
        .assessment()
        .unknowns()
        .forEach(
            each -> {
              assertThat(unknown).contains(each.cause().text().replace("`", ""));
              assertThat(unknown).contains(each.cause().resolvedBy().replace("`", ""));
            });
  }

  @Test
  void findingHasReasonExcerptChangeProvisionsAndLink() {
    Document page = page(ReportExamples.named("expired"));
    Element finding = finding(page, "storage-public-network-access/stdata3");
    assertThat(finding.select("mark del").text())
        .containsPattern("^- +publicNetworkAccess: 'Enabled'$");
    assertThat(finding.select("ins").eachText())
        .anyMatch(each -> each.matches("\\+ +publicNetworkAccess: 'Disabled'"));
    assertThat(finding.select("a[href^=https]").eachAttr("href"))
        .contains(
            "https://github.com/o/r/blob/0123456789abcdef/"
                + "infra/landing%20zone/modules/storage/main.json#L43");
    assertThat(finding.text()).contains("exemption expired", "by ciso", "2026-06-30");
    assertThat(finding.attr("data-t")).isEqualTo("expired");
    Element group = Objects.requireNonNull(finding.parent());
    assertThat(group.text()).contains("clients need a private endpoint", "A.8.20");
    assertThat(group.attr("data-w")).isEqualTo("eu-ai-act iso-27001");
  }

  private static Element finding(Document page, String id) {
    return Objects.requireNonNull(page.getElementById(HtmlReport.anchor(id)));
  }

  @Test
  void findingWithoutExactChangeHasAnExcerptWithItsLine() {
    Element finding =
        finding(page(ReportExamples.named("weak")), "storage-public-network-access/stdata2");
    assertThat(finding.select("pre")).hasSize(1);
    assertThat(finding.select("mark").text().strip())
        .isEqualTo("publicNetworkAccess: 'Enabled' // <open> & \"wide\"");
    assertThat(finding.select("pre").text()).startsWith("lines 40 to 44");
  }

  @Test
  void unknownFindingNamesWhatResolvesIt() {
    Document page = page(ReportExamples.named("expired"));
    assertThat(page.select(".f[data-v=unknown]").eachText())
        .allMatch(each -> each.contains("--parameters purge=VALUE"));
  }

  @Test
  void acceptedAndConditionalResultsAreVisible() {
    Document page = page(ReportExamples.named("lowered"));
    assertThat(page.select("#accepted").text())
        .contains(
            "storage-public-network-access critical -> low until 2027-01-31 by data-team",
            "policies: purge protection by policy (until 2027-01-31 by platform)",
            "key-vault-purge-protection 1 resource");
    assertThat(page.select(".f[data-v=exempt]").text())
        .contains("until 2027-01-31 by ciso, SEC-7: tags come with the move");
    assertThat(page.select(".f[data-t=known]")).hasSize(1);
    assertThat(page.select(".trend").text()).contains("1 new, 1 unchanged, 2 absent");
    assertThat(page(ReportExamples.named("terraform")).select("#gaps").text())
        .contains("file not assessed", "a.tf", "Terraform is not supported yet");
  }

  @Test
  void picturesAreNamedLikeTheirDeploymentsInThePage() {
    List<String> names = new ArrayList<>();
    Assessment weak = ExampleAssessments.weak();
    HtmlReportOptions options = ReportExamples.options(FailureThreshold.DEFAULT);
    String path = weak.inputs().getFirst().path();
    AssessmentDetail detail = ExampleDetails.of(weak);
    ReportExamples.html(
        weak,
        new AssessmentDetail(
            detail.inventory(),
            List.of(new WorkloadDiagram(DiagramView.LAYERS, path, List.of(), List.of(), List.of())),
            detail.frameworks(),
            detail.statements(),
            detail.revision(),
            detail.excerpts(),
            detail.changes()),
        new HtmlReportOptions(
            options.tool(),
            options.version(),
            options.threshold(),
            options.today(),
            options.sourceUrl(),
            diagram -> {
              names.add(diagram.deployment());
              return "<svg viewBox=\"0 0 1 1\"></svg>";
            }));
    String folder = page(weak).select(".facts code").text();
    assertThat(folder).isNotEmpty();
    assertThat(path).startsWith(folder);
    assertThat(names).containsExactly(path.substring(folder.length()));
  }

  @Test
  void settingsThatAreNotPrintedAreNamedOnPaper() {
    assertThat(page(ExampleAssessments.weak()).select("#inventory .on-paper").text())
        .contains("without the settings");
  }

  @Test
  void practicesShowWhatTheySayNothingAbout() {
    assertThat(page(ExampleAssessments.weak()).select("#practices").text())
        .contains("1 limit", "Not judged: 1 Microsoft.Example/others: no control covers the type");
  }

  @Test
  void limitOfSeveralPracticesIsInThePageOnceAndReferredTo() {
    Assessment weak = ExampleAssessments.weak();
    String limit = "Not judged: 1 Microsoft.Example/others: no control covers the type";
    assertThat(weak.practices().stream().filter(each -> !each.notJudged().isEmpty()).count())
        .isGreaterThan(1);
    Element practices = page(weak).select("#practices").getFirst();
    assertThat(practices.text()).containsOnlyOnce(limit);
    assertThat(practices.select("#limit-1").text()).startsWith(limit);
    assertThat(practices.select("tr a[href=#limit-1]").size()).isGreaterThan(1);
  }

  @Test
  void sectionOfAttackPathsSaysThatTheyAreNotComputed() {
    assertThat(page(ExampleAssessments.clean()).select("#paths").text())
        .contains("not computed yet");
  }

  @Test
  void inventoryThatIsMissingIsNotShownAsEmpty() {
    String html =
        ReportExamples.html(
            ExampleAssessments.weak(),
            AssessmentDetail.NONE,
            ReportExamples.options(FailureThreshold.DEFAULT));
    assertThat(Jsoup.parse(html).select("#inventory").text())
        .contains("The inventory of the 87 resources is not part of this report.");
  }

  @Test
  void inventoryShowsWhereEachSettingComesFrom() {
    String text = page(ExampleAssessments.weak()).select("#inventory").text();
    assertThat(text)
        .contains(
            "Shared by all 2 minimumTlsVersion TLS1_2 default [1]",
            "Microsoft.Storage reference, 2026-10-01",
            "publicNetworkAccess Enabled declared, line 12",
            ".tags.owner",
            "parameter owner has no value",
            "existing, settings not known",
            "repo:contoso/credit:pull_request",
            "Storage Blob Data Contributor on storageAccounts stdata1",
            "1 resource of a type whose endpoint is not known is not judged",
            "none declared",
            "key of Microsoft");
  }
}
