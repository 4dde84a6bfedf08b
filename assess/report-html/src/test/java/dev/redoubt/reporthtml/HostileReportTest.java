package dev.redoubt.reporthtml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.detail.AssessmentDetail;
import dev.redoubt.findings.result.FailureThreshold;
import dev.redoubt.findings.testing.ExampleDetails;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reports about workloads in which every text wants to be more than text.
class HostileReportTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onfocus=alert(1) autofocus x='",
        "</style><style>*{display:none}</style></title><h1>x</h1>",
        "<!-- ` <b>",
        "]]></script><svg onload=alert(1)>",
        "javascript:alert(1)//`",
        "\u001b[31m\u202e\u0000\u2066 \ud800 &lt;b&gt; &#x3c;i&#x3e;",
      })
  void everyTextStaysText(String evil) {
    HostileTexts texts = new HostileTexts(evil);
    for (Map.Entry<String, Assessment> each : ReportExamples.all().entrySet()) {
      Assessment plain = each.getValue();
      AssessmentDetail detail = ExampleDetails.of(plain);
      Document expected = page(plain, detail);
      String html =
          ReportExamples.html(
              texts.in(plain), texts.in(detail), ReportExamples.options(FailureThreshold.DEFAULT));
      Parser parser = Parser.htmlParser().setTrackErrors(10);
      Document hostile = Jsoup.parse(html, "", parser);
      assertThat(parser.getErrors()).as(each.getKey()).isEmpty();
      assertThat(html)
          .doesNotContainPattern("[\\x00-\\x08\\x0b-\\x1f\\u202a-\\u202e\\u2066-\\u2069]");
      for (String element :
          new String[] {"script", "style", "img", "svg", "h1", "title", "b b", "iframe"}) {
        assertThat(hostile.select(element).size())
            .as("%s in %s", element, each.getKey())
            .isEqualTo(expected.select(element).size());
      }
      assertThat(hostile.select("[onerror], [onload], [onfocus], [autofocus], [src]")).isEmpty();
      assertThat(hostile.select("a").eachAttr("href"))
          .allMatch(link -> link.startsWith("#") || link.startsWith("https://github.com/o/r/"));
      assertThat(hostile.select("#groups .f")).hasSameSizeAs(expected.select("#groups .f"));
    }
  }

  private static Document page(Assessment assessment, AssessmentDetail detail) {
    return Jsoup.parse(
        ReportExamples.html(assessment, detail, ReportExamples.options(FailureThreshold.DEFAULT)));
  }
}
