package dev.redoubt.reporthtml.diagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.redoubt.findings.diagram.DiagramEdge;
import dev.redoubt.findings.diagram.DiagramNode;
import dev.redoubt.findings.diagram.DiagramSymbol;
import dev.redoubt.findings.diagram.DiagramView;
import dev.redoubt.findings.diagram.WorkloadDiagram;
import dev.redoubt.findings.inventory.Exposure;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiagramDifferenceTest {

  private static final DiagramNode STAGE =
      node("stage:data", null, DiagramNode.Kind.STAGE, Exposure.NONE);
  private static final DiagramNode LAKE =
      node("lake", "stage:data", DiagramNode.Kind.RESOURCE, Exposure.PUBLIC);
  private static final DiagramNode VAULT =
      node("vault", null, DiagramNode.Kind.RESOURCE, Exposure.PRIVATE);

  @Test
  void saysThatNothingDiffers() {
    WorkloadDiagram diagram = ExampleDiagrams.layers();
    DiagramDifference difference = DiagramDifference.of(diagram, diagram);
    assertThat(difference.isEmpty()).isTrue();
    assertThat(difference.union()).isEqualTo(diagram);
    assertThat(DiagramPicture.svg(difference, PictureOptions.FILE))
        .contains("nothing in the picture differs");
    assertThat(DiagramFigure.html(difference, PictureOptions.FILE))
        .contains("nothing in the picture differs");
  }

  @Test
  void findsAddedRemovedAndChangedNodes() {
    DiagramNode closed = node("lake", "stage:data", DiagramNode.Kind.RESOURCE, Exposure.PRIVATE);
    DiagramNode agent = node("agent", null, DiagramNode.Kind.RESOURCE, Exposure.PRIVATE);
    DiagramDifference difference =
        DiagramDifference.of(
            diagram(List.of(STAGE, LAKE, VAULT)), diagram(List.of(STAGE, closed, agent)));
    assertThat(difference.nodes())
        .containsEntry("lake", DiagramChange.CHANGED)
        .containsEntry("vault", DiagramChange.REMOVED)
        .containsEntry("agent", DiagramChange.ADDED)
        .hasSize(3);
    assertThat(difference.facts().get("lake")).containsExactly("exposure: private, was public");
    assertThat(difference.union().nodes()).containsExactly(STAGE, closed, VAULT, agent);
    assertThat(difference.count(DiagramChange.REMOVED)).isEqualTo(1);
  }

  @Test
  void matchesEdgesByTheirEndsAndKind() {
    List<DiagramNode> nodes = List.of(STAGE, LAKE, VAULT);
    DiagramEdge uses = edge(DiagramEdge.Kind.USES, "");
    DiagramEdge key = edge(DiagramEdge.Kind.ENCRYPTED_WITH, "");
    DiagramDifference difference =
        DiagramDifference.of(
            diagram(nodes, uses, edge(DiagramEdge.Kind.RUNS_AS, "a")),
            diagram(nodes, key, edge(DiagramEdge.Kind.RUNS_AS, "b")));
    assertThat(difference.change(key)).isEqualTo(DiagramChange.ADDED);
    assertThat(difference.change(uses)).isEqualTo(DiagramChange.REMOVED);
    assertThat(difference.change(edge(DiagramEdge.Kind.RUNS_AS, "b")))
        .isEqualTo(DiagramChange.CHANGED);
    assertThat(difference.nodes()).isEmpty();
  }

  @Test
  void roleThatAnotherOneReplacesIsRemovedAndTheOtherAdded() {
    List<DiagramNode> nodes = List.of(STAGE, LAKE, VAULT);
    DiagramEdge reader = edge(DiagramEdge.Kind.ROLE, "Reader");
    DiagramEdge owner = edge(DiagramEdge.Kind.ROLE, "Owner");
    DiagramDifference difference =
        DiagramDifference.of(diagram(nodes, reader), diagram(nodes, owner));
    assertThat(difference.change(reader)).isEqualTo(DiagramChange.REMOVED);
    assertThat(difference.change(owner)).isEqualTo(DiagramChange.ADDED);
  }

  @Test
  void keepsAPlaceForARemovedNodeAndItsFrame() {
    DiagramDifference difference =
        DiagramDifference.of(diagram(List.of(STAGE, LAKE, VAULT)), diagram(List.of(VAULT)));
    String svg = DiagramPicture.svg(difference, PictureOptions.FILE);
    assertThat(svg).contains("removed").contains("c-removed").contains("lake");
    assertThat(difference.union().nodes()).containsExactly(STAGE, LAKE, VAULT);
  }

  @Test
  void countsOnlyWhatIsThereNow() {
    DiagramDifference difference =
        DiagramDifference.of(diagram(List.of(STAGE, LAKE)), diagram(List.of(STAGE, VAULT)));
    assertThat(DiagramPicture.svg(difference, PictureOptions.FILE))
        .contains("1 resource;")
        .doesNotContain("1 reachable from the Internet");
  }

  @Test
  void namesEveryChangeInWords() {
    DiagramNode closed = node("lake", "stage:data", DiagramNode.Kind.RESOURCE, Exposure.PRIVATE);
    String html =
        DiagramFigure.html(
            DiagramDifference.of(
                diagram(List.of(STAGE, LAKE, VAULT)), diagram(List.of(STAGE, closed))),
            PictureOptions.FILE);
    assertThat(html)
        .contains("~ changed", "exposure: private, was public", "\u2212 removed", "1 part changed");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void drawsTheDifferenceOfAnyDiagrams(int seed) throws Exception {
    for (DiagramView view : DiagramView.values()) {
      WorkloadDiagram old = RandomDiagrams.of(view, seed, 20, 40);
      WorkloadDiagram changed = RandomDiagrams.of(view, seed + 100, 25, 40);
      DiagramDifference difference = DiagramDifference.of(old, changed);
      DiagramPictureTest.parsed(DiagramPicture.svg(difference, PictureOptions.FILE));
      assertThat(difference.union().nodes())
          .extracting(DiagramNode::id)
          .containsAll(old.nodes().stream().map(DiagramNode::id).toList())
          .containsAll(changed.nodes().stream().map(DiagramNode::id).toList())
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void refusesTwoViews() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> DiagramDifference.of(ExampleDiagrams.layers(), ExampleDiagrams.network()));
  }

  private static DiagramNode node(
      String id, @Nullable String parent, DiagramNode.Kind kind, Exposure exposure) {
    return ExampleDiagrams.node(
        id,
        parent,
        kind,
        DiagramSymbol.STORAGE,
        id.replace("stage:", ""),
        "",
        exposure,
        List.of(),
        DiagramNode.Markers.NONE,
        List.of());
  }

  private static DiagramEdge edge(DiagramEdge.Kind kind, String label) {
    return new DiagramEdge("lake", "vault", kind, label, true);
  }

  private static WorkloadDiagram diagram(List<DiagramNode> nodes, DiagramEdge... edges) {
    return new WorkloadDiagram(DiagramView.LAYERS, "main", nodes, List.of(edges), List.of());
  }
}
