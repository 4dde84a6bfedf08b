package dev.redoubt.reporthtml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.findings.testing.ExampleAssessments;
import dev.redoubt.findings.testing.ExampleDetails;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class FrameworkPageTest {

  private final Document page = Jsoup.parse(ReportExamples.html(ExampleAssessments.weak()));

  private Element row(String framework, String provision) {
    for (Element row : page.select("#w-" + framework + " tbody tr")) {
      if (row.select("th").textNodes().getFirst().text().equals(provision)) {
        return row;
      }
    }
    throw new AssertionError("no provision " + provision);
  }

  @Test
  void mappingIsUnreviewedUnlessAReviewerIsNamed() {
    assertThat(page.select("#w-iso-27001 > dl").text()).contains("unreviewed");
    assertThat(page.select("#w-eu-ai-act > dl").text())
        .contains("reviewed by A. Reviewer, 2026-11-20")
        .doesNotContain("unreviewed");
  }

  @Test
  void violatedControlContradictsItsProvision() {
    assertThat(row("iso-27001", "A.8.20").text())
        .contains(
            "contradicts",
            "design evidence at commit 0123456789ab with 1 input that is not of it contradicts"
                + " A.8.20: 12 of 12 checks fail; operating effectiveness not tested",
            "12 fail");
  }

  @Test
  void controlThatWasNotEvaluatedIsNamed() {
    assertThat(row("iso-27001", "A.8.22").text()).contains("not evaluated: absent");
  }

  @Test
  void provisionWithoutControlNeedsAPerson() {
    assertThat(row("iso-27001", "A.5.2").text())
        .contains("no evidence in templates; needs a statement of a person");
  }

  @Test
  void unsignedStatementIsAClaimAndAnExpiredOneSaysSo() {
    assertThat(row("iso-27001", "A.8.24").text())
        .contains("unsigned claim: " + ExampleDetails.CLAIM);
    assertThat(row("eu-ai-act", "14").text())
        .contains("expired signed statement", "expired on 2026-06-30");
    assertThat(row("iso-27001", "A.5.1").text())
        .contains("signed statement: policies are approved (ciso, signed by ciso@contoso");
    assertThat(row("iso-27001", "A.9.9").text()).contains("not in the mapping", "unsigned claim");
  }

  @Test
  void gapsListWhatNeitherFilesNorSignedStatementsSupport() {
    assertThat(page.select("#w-iso-27001 > dl").text())
        .contains("Gaps: contradicted A.8.20 A.8.22", "Gaps: no evidence A.5.2 A.9.9");
    assertThat(page.select("#w-eu-ai-act > dl").text()).contains("Gaps: no evidence 14");
  }

  @Test
  void countsOfProvisionsAreSeparated() {
    assertThat(page.select("#frameworks > ul > li").eachText())
        .anyMatch(each -> each.endsWith(": 2 contradicts, 1 inconclusive, 3 no evidence"));
  }

  @Test
  void eachFrameworkStartsAPrintedPage() {
    assertThat(page.select("#frameworks > section"))
        .hasSize(2)
        .allMatch(each -> each.hasClass("page"));
  }
}
