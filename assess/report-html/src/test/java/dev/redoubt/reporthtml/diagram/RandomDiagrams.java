package dev.redoubt.reporthtml.diagram;

import dev.redoubt.findings.Severity;
import dev.redoubt.findings.diagram.DiagramEdge;
import dev.redoubt.findings.diagram.DiagramNode;
import dev.redoubt.findings.diagram.DiagramSymbol;
import dev.redoubt.findings.diagram.DiagramView;
import dev.redoubt.findings.diagram.WorkloadDiagram;
import dev.redoubt.findings.inventory.Exposure;
import dev.redoubt.findings.inventory.LifecycleStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Diagrams with everything that records allow, the same for the same seed.
final class RandomDiagrams {

  private static final List<String> HOSTILE =
      List.of(
          "</svg><script>alert(1)</script>",
          "\" onload=\"alert(1)",
          "x".repeat(10_000),
          "\u202Egpj.exe \u0000\u0007",
          "javascript:alert(1)",
          "",
          "  ",
          "line\nbreak\r\n",
          "\uD83D\uDE00\uD800 \u6f22\u5b57",
          "]]>&amp;<!--");

  private final Random random;
  private final List<DiagramNode> nodes = new ArrayList<>();
  private final List<DiagramEdge> edges = new ArrayList<>();

  private RandomDiagrams(int seed) {
    random = new Random(seed);
  }

  static WorkloadDiagram of(DiagramView view, int seed, int nodes, int edges) {
    RandomDiagrams made = new RandomDiagrams(seed);
    made.frames(view);
    made.leaves(view, nodes - made.nodes.size());
    made.connect(view, edges);
    return new WorkloadDiagram(
        view, made.name("deployment"), made.nodes, made.edges, List.of(made.name("note")));
  }

  private void frames(DiagramView view) {
    switch (view) {
      case LAYERS -> {
        for (LifecycleStage stage : LifecycleStage.values()) {
          if (random.nextInt(5) > 0) {
            add("stage:" + stage.word(), null, DiagramNode.Kind.STAGE, stage.word());
          }
        }
      }
      case NETWORK -> {
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
          add("net" + i, null, DiagramNode.Kind.NETWORK, name("net" + i));
          for (int k = 0; k < random.nextInt(4); k++) {
            add("net" + i + "/" + k, "net" + i, DiagramNode.Kind.SUBNET, name("subnet" + k));
          }
        }
      }
      case IDENTITY -> {
        for (int i = 0; i < 1 + random.nextInt(9); i++) {
          add("id" + i, null, DiagramNode.Kind.IDENTITY, name("id" + i));
        }
      }
    }
  }

  private void leaves(DiagramView view, int count) {
    List<DiagramNode> frames =
        nodes.stream().filter(node -> node.kind() != DiagramNode.Kind.IDENTITY).toList();
    for (int i = 0; i < count; i++) {
      boolean isOutside = random.nextInt(12) == 0;
      boolean isTop = frames.isEmpty() || isOutside || random.nextInt(3) == 0;
      boolean isInside = view == DiagramView.LAYERS ? !isOutside && !frames.isEmpty() : !isTop;
      String parent = isInside ? frames.get(random.nextInt(frames.size())).id() : null;
      DiagramNode.Kind kind =
          isOutside
              ? DiagramNode.Kind.OUTSIDE
              : random.nextInt(6) == 0 ? DiagramNode.Kind.GROUP : DiagramNode.Kind.RESOURCE;
      add("node" + i, parent, kind, name("node-" + i));
    }
  }

  private void add(String id, @Nullable String parent, DiagramNode.Kind kind, String label) {
    int violations = Math.max(0, random.nextInt(8) - 4);
    DiagramNode.Markers markers =
        new DiagramNode.Markers(
            violations == 0 ? null : any(Severity.values()),
            IntStream.range(0, violations).mapToObj(i -> id + "!" + i).toList(),
            random.nextInt(4) == 0 ? List.of(id + "?") : List.of());
    nodes.add(
        new DiagramNode(
            id,
            parent,
            kind,
            any(DiagramSymbol.values()),
            label,
            name("type"),
            random.nextInt(4) > 0,
            any(Exposure.values()),
            random.nextInt(3) == 0 ? List.of(name("id"), name("other")) : List.of(),
            markers,
            kind == DiagramNode.Kind.GROUP ? List.of(name("one"), name("two")) : List.of()));
  }

  private void connect(DiagramView view, int count) {
    DiagramEdge.Kind[] kinds = DiagramEdge.Kind.values();
    for (int i = 0; i < count && !nodes.isEmpty(); i++) {
      DiagramNode from = nodes.get(random.nextInt(nodes.size()));
      DiagramNode to = nodes.get(random.nextInt(nodes.size()));
      DiagramEdge.Kind kind = any(kinds);
      boolean isOfView = view != DiagramView.IDENTITY || kind == DiagramEdge.Kind.ROLE;
      if (isOfView || random.nextInt(3) == 0) {
        edges.add(
            new DiagramEdge(
                from.id(),
                to.id(),
                kind,
                random.nextInt(3) == 0 ? name("label") : "",
                random.nextInt(4) > 0));
      }
    }
  }

  private <T> T any(T[] values) {
    return List.of(values).get(random.nextInt(values.length));
  }

  /// Sometimes a name that nobody expects.
  private String name(String usual) {
    return random.nextInt(4) == 0 ? HOSTILE.get(random.nextInt(HOSTILE.size())) : usual;
  }
}
