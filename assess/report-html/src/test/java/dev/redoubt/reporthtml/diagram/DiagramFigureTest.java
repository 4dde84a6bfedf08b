package dev.redoubt.reporthtml.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.findings.diagram.DiagramEdge;
import dev.redoubt.findings.diagram.DiagramNode;
import dev.redoubt.findings.diagram.DiagramView;
import dev.redoubt.findings.diagram.WorkloadDiagram;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DiagramFigureTest {

  private static final PictureOptions INLINE =
      new PictureOptions(true, "p", finding -> "#finding-" + finding);

  @Test
  void tellsEverythingThatThePictureShows() throws Exception {
    for (WorkloadDiagram diagram :
        List.of(ExampleDiagrams.layers(), ExampleDiagrams.network(), ExampleDiagrams.identity())) {
      String html = DiagramFigure.html(diagram, INLINE);
      String words = html.substring(html.indexOf("The picture in words"));
      for (DiagramNode node : diagram.nodes()) {
        assertThat(words).contains(node.label());
        for (String finding : node.markers().violations()) {
          assertThat(words).contains("href=\"#finding-" + finding + "\"");
        }
      }
      for (DiagramEdge edge : diagram.edges()) {
        assertThat(words).contains(NodeWords.verb(edge.kind()));
      }
      diagram.notes().forEach(note -> assertThat(words).contains(note));
    }
  }

  @Test
  void saysWhatTheInternetReachesAndWhichRolesAreDeclared() {
    assertThat(DiagramFigure.html(ExampleDiagrams.network(), INLINE))
        .contains("Internet can reach app-credit", "Internet can reach redis-credit (not certain)")
        .contains("pe-sql-credit has a private link to sql-credit");
    assertThat(DiagramFigure.html(ExampleDiagrams.identity(), INLINE))
        .contains("id-credit-train has a role at resource group: Contributor")
        .contains("repo:contoso/credit may act as id-credit-train: pull_request");
  }

  @Test
  void hasTheTargetOfEveryLinkToAGroup() {
    String html = DiagramFigure.html(ExampleDiagrams.layers(), INLINE);
    List<String> targets =
        Pattern.compile("href=\"#(p-group-\\d+)\"")
            .matcher(html)
            .results()
            .map(MatchResult::group)
            .toList();
    assertThat(targets).hasSize(2);
    assertThat(targets).allSatisfy(each -> assertThat(html).contains("id=\"" + each.substring(7)));
    assertThat(html).contains("ci-data-science");
  }

  @Test
  void isWellFormedWithAnyName() throws Exception {
    for (DiagramView view : DiagramView.values()) {
      for (int seed = 1; seed < 8; seed++) {
        String html = DiagramFigure.html(RandomDiagrams.of(view, seed, 30, 60), INLINE);
        DiagramPictureTest.parsed(html);
        assertThat(html).doesNotContain("<script", "onload=\"", "href=\"javascript");
      }
    }
  }

  @Test
  void narrowPictureIsOnTheColourOfItsPaper() {
    Pattern paper = Pattern.compile("--rp-paper: (#[0-9a-f]{6})");
    Pattern ground = Pattern.compile("\\.picture \\{[^}]*background: (#[0-9a-f]{6})");
    assertThat(colours(ground, DiagramStyle.figureCss()))
        .hasSize(2)
        .isEqualTo(colours(paper, DiagramStyle.css()));
  }

  private static List<String> colours(Pattern pattern, String css) {
    return pattern.matcher(css).results().map(each -> each.group(1)).toList();
  }

  @Test
  void needsNoStyleOrScriptOfItsOwn() {
    assertThat(DiagramFigure.html(ExampleDiagrams.layers(), INLINE))
        .doesNotContain("<style", "style=\"", "<script");
  }
}
