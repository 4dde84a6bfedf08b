package dev.redoubt.drawing.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphLayoutTest {

  @Test
  void placesAnEmptyGraph() {
    PlacedGraph placed = GraphLayout.of(new Graph(List.of(), List.of()));
    assertThat(placed.boxes()).isEmpty();
  }

  @Test
  void placesTheSourceOfAnEdgeOnTheLeft() {
    Graph graph =
        new Graph(
            List.of(node("b", null), node("a", null)),
            List.of(new Graph.Edge("a", "b", "uses", 40, 14)));
    PlacedGraph placed = GraphLayout.of(graph);
    Box a = box(placed, "a");
    Box b = box(placed, "b");
    PlacedGraph.Route route = placed.routes().getFirst();
    assertThat(a.right()).isLessThan(b.x());
    assertThat(route.points().getFirst().x()).isEqualTo(a.right());
    assertThat(route.points().getLast().x()).isEqualTo(b.x());
    assertThat(route.label()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void keepsBoxesApartAndChildrenInsideTheirContainers(int seed) {
    Graph graph = random(seed);
    PlacedGraph placed = GraphLayout.of(graph);
    for (Graph.Node node : graph.nodes()) {
      Box box = box(placed, node.id());
      assertThat(box.width()).isGreaterThanOrEqualTo(node.width());
      if (node.parent() != null) {
        assertThat(box(placed, node.parent()).contains(box)).as(node.id()).isTrue();
      }
      for (Graph.Node other : graph.nodes()) {
        if (!other.id().equals(node.id()) && Objects.equals(other.parent(), node.parent())) {
          assertThat(box.overlaps(box(placed, other.id()))).as(node.id()).isFalse();
        }
      }
    }
    for (PlacedGraph.Route route : placed.routes()) {
      assertStraight(route.points());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void placesEqualGraphsEqually(int seed) {
    assertThat(GraphLayout.of(random(seed))).isEqualTo(GraphLayout.of(random(seed)));
  }

  @Test
  void refusesAnEdgeWithoutNodeAndANodeBeforeItsContainer() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Graph(List.of(), List.of(new Graph.Edge("a", "b", "uses", 0, 0))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Graph(List.of(node("a", "b"), node("b", null)), List.of()));
  }

  private static Box box(PlacedGraph placed, String id) {
    return Objects.requireNonNull(placed.boxes().get(id), id);
  }

  static void assertStraight(List<Point> points) {
    for (int i = 1; i < points.size(); i++) {
      Point before = points.get(i - 1);
      Point after = points.get(i);
      assertThat(Math.abs(before.x() - after.x()) < 0.01 || Math.abs(before.y() - after.y()) < 0.01)
          .as("%s %s", before, after)
          .isTrue();
    }
  }

  private static Graph.Node node(String id, @Nullable String parent) {
    return new Graph.Node(id, parent, 100, 40, 20);
  }

  private static Graph random(int seed) {
    Random random = new Random(seed);
    List<Graph.Node> nodes = new ArrayList<>();
    int outer = random.nextInt(4);
    for (int i = 0; i < outer; i++) {
      nodes.add(node("outer" + i, null));
      for (int k = 0; k < random.nextInt(4); k++) {
        nodes.add(node("outer" + i + "-" + k, "outer" + i));
      }
    }
    List<Graph.Node> frames = List.copyOf(nodes);
    for (int i = 0; i < 5 + random.nextInt(20); i++) {
      String parent =
          frames.isEmpty() || random.nextInt(3) == 0
              ? null
              : frames.get(random.nextInt(frames.size())).id();
      nodes.add(node("leaf" + i, parent));
    }
    List<Graph.Node> leaves = nodes.stream().filter(each -> each.id().startsWith("leaf")).toList();
    List<Graph.Edge> edges = new ArrayList<>();
    for (int i = 0; i < random.nextInt(40); i++) {
      String from = leaves.get(random.nextInt(leaves.size())).id();
      String to = leaves.get(random.nextInt(leaves.size())).id();
      double label = random.nextInt(3) == 0 ? 50 : 0;
      if (!from.equals(to)) {
        edges.add(new Graph.Edge(from, to, "p" + random.nextInt(2), label, label == 0 ? 0 : 18));
      }
    }
    return new Graph(nodes, edges);
  }
}
