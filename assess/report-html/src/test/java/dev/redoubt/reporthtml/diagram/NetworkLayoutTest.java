package dev.redoubt.reporthtml.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.drawing.graph.Box;
import dev.redoubt.findings.diagram.DiagramEdge;
import dev.redoubt.findings.diagram.DiagramNode;
import dev.redoubt.findings.diagram.DiagramSymbol;
import dev.redoubt.findings.diagram.DiagramView;
import dev.redoubt.findings.diagram.WorkloadDiagram;
import dev.redoubt.findings.inventory.Exposure;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NetworkLayoutTest {

  private final List<DiagramNode> nodes = new ArrayList<>();
  private final List<DiagramEdge> edges = new ArrayList<>();

  @Test
  void framesTheResourcesThatOnlyTheInternetLeadsTo() {
    add("internet", null, DiagramNode.Kind.OUTSIDE, Exposure.NONE);
    for (int i = 0; i < 17; i++) {
      add("open" + i, null, DiagramNode.Kind.RESOURCE, Exposure.PUBLIC);
      edge("internet", "open" + i, DiagramEdge.Kind.PUBLIC_ACCESS);
    }
    PictureLayout layout = layout();
    assertThat(layout.lines()).hasSize(1);
    assertThat(layout.zones())
        .extracting(PictureLayout.Zone::title)
        .containsExactly("Outside of every network, reachable from the Internet");
    assertFramed(layout, 17);
  }

  @Test
  void keepsAnUncertainAccessApartFromACertainOne() {
    add("internet", null, DiagramNode.Kind.OUTSIDE, Exposure.NONE);
    for (int i = 0; i < 8; i++) {
      add("node" + i, null, DiagramNode.Kind.RESOURCE, Exposure.UNKNOWN);
      edges.add(
          new DiagramEdge("internet", "node" + i, DiagramEdge.Kind.PUBLIC_ACCESS, "", i % 2 == 0));
    }
    PictureLayout layout = layout();
    assertThat(layout.zones())
        .extracting(PictureLayout.Zone::title)
        .containsExactlyInAnyOrder(
            "Outside of every network, reachable from the Internet",
            "Not known whether reachable from the Internet");
    assertThat(layout.lines()).extracting(line -> line.edge().isCertain()).contains(true, false);
  }

  @Test
  void framesTheResourcesWithoutALineByTheirExposure() {
    for (int i = 0; i < 14; i++) {
      add("closed" + i, null, DiagramNode.Kind.RESOURCE, Exposure.PRIVATE);
    }
    add("some", null, DiagramNode.Kind.RESOURCE, Exposure.RESTRICTED);
    PictureLayout layout = layout();
    assertThat(layout.zones())
        .extracting(PictureLayout.Zone::title)
        .containsExactly(
            "Private, and the picture has no private endpoint to it",
            "Reachable from some public addresses");
    assertFramed(layout, 15);
  }

  @Test
  void leadsManyPrivateLinksOfANetworkToBothSides() {
    add("net", null, DiagramNode.Kind.NETWORK, Exposure.NONE);
    for (int i = 0; i < 2; i++) {
      add("subnet" + i, "net", DiagramNode.Kind.SUBNET, Exposure.NONE);
    }
    for (int i = 0; i < 12; i++) {
      add("pe" + i, "subnet" + i % 2, DiagramNode.Kind.RESOURCE, Exposure.NONE);
      add("target" + i, null, DiagramNode.Kind.RESOURCE, Exposure.PRIVATE);
      edge("pe" + i, "target" + i, DiagramEdge.Kind.PRIVATE_LINK);
    }
    PictureLayout layout = layout();
    Box net = box(layout, "net");
    for (int i = 0; i < 12; i++) {
      Box target = box(layout, "target" + i);
      boolean isLeft = i % 2 == 0;
      assertThat(isLeft ? target.right() < net.x() : target.x() > net.right()).isTrue();
    }
    assertThat(layout.lines())
        .allSatisfy(
            line -> {
              Box start = box(layout, line.edge().from());
              assertThat(line.points().getFirst().x()).isIn(start.x(), start.right());
            });
  }

  private static void assertFramed(PictureLayout layout, int count) {
    List<Box> boxes =
        layout.boxes().entrySet().stream()
            .filter(each -> !each.getKey().equals("internet"))
            .map(each -> each.getValue())
            .toList();
    assertThat(boxes).hasSize(count);
    for (int i = 0; i < count; i++) {
      Box box = boxes.get(i);
      assertThat(layout.zones()).anyMatch(zone -> zone.box().contains(box));
      for (int k = 0; k < i; k++) {
        assertThat(box.overlaps(boxes.get(k))).isFalse();
      }
    }
  }

  private static Box box(PictureLayout layout, String id) {
    return Objects.requireNonNull(layout.boxes().get(id), id);
  }

  private void add(String id, @Nullable String parent, DiagramNode.Kind kind, Exposure exposure) {
    DiagramSymbol symbol =
        kind == DiagramNode.Kind.OUTSIDE ? DiagramSymbol.INTERNET : DiagramSymbol.STORAGE;
    nodes.add(
        ExampleDiagrams.node(
            id,
            parent,
            kind,
            symbol,
            id,
            "",
            exposure,
            List.of(),
            DiagramNode.Markers.NONE,
            List.of()));
  }

  private void edge(String from, String to, DiagramEdge.Kind kind) {
    edges.add(new DiagramEdge(from, to, kind, "", true));
  }

  private PictureLayout layout() {
    return NetworkLayout.of(
        new DrawnDiagram(
            new WorkloadDiagram(DiagramView.NETWORK, "main", nodes, edges, List.of()), null));
  }
}
