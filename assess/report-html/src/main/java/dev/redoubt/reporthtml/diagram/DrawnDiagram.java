package dev.redoubt.reporthtml.diagram;

import dev.redoubt.findings.diagram.DiagramEdge;
import dev.redoubt.findings.diagram.DiagramNode;
import dev.redoubt.findings.diagram.WorkloadDiagram;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A diagram, or the difference of two, with what is looked up while it is drawn.
final class DrawnDiagram {

  private final WorkloadDiagram diagram;
  private final @Nullable DiagramDifference difference;
  private final Map<String, DiagramNode> nodes = new LinkedHashMap<>();
  private final Map<String, List<DiagramEdge>> from = new HashMap<>();
  private final Map<String, List<DiagramEdge>> to = new HashMap<>();
  private final Set<String> containers = new HashSet<>();

  DrawnDiagram(WorkloadDiagram diagram, @Nullable DiagramDifference difference) {
    this.difference = difference;
    for (DiagramNode node : diagram.nodes()) {
      nodes.put(node.id(), node);
      if (node.parent() != null) {
        containers.add(node.parent());
      }
    }
    this.diagram =
        new WorkloadDiagram(
            diagram.view(),
            diagram.deployment(),
            diagram.nodes(),
            sorted(diagram),
            diagram.notes());
    for (DiagramEdge edge : this.diagram.edges()) {
      from.computeIfAbsent(edge.from(), _ -> new ArrayList<>()).add(edge);
      to.computeIfAbsent(edge.to(), _ -> new ArrayList<>()).add(edge);
    }
  }

  /// The edges in the order of the nodes, so that their own order does not matter.
  private static List<DiagramEdge> sorted(WorkloadDiagram diagram) {
    Map<String, Integer> order = new HashMap<>();
    diagram.nodes().forEach(node -> order.put(node.id(), order.size()));
    return diagram.edges().stream()
        .sorted(
            Comparator.comparingInt((DiagramEdge edge) -> order.getOrDefault(edge.from(), -1))
                .thenComparingInt(edge -> order.getOrDefault(edge.to(), -1))
                .thenComparing(DiagramEdge::kind)
                .thenComparing(DiagramEdge::label)
                .thenComparing(DiagramEdge::isCertain))
        .toList();
  }

  WorkloadDiagram diagram() {
    return diagram;
  }

  boolean isDifference() {
    return difference != null;
  }

  @Nullable DiagramNode node(String id) {
    return nodes.get(id);
  }

  /// The label of a node, or the id of a node that is missing.
  String label(String id) {
    DiagramNode node = nodes.get(id);
    return node == null ? id : node.label();
  }

  /// Whether a node is drawn as a frame: it contains something, or its kind is that of a frame.
  boolean isContainer(DiagramNode node) {
    return containers.contains(node.id())
        || switch (node.kind()) {
          case STAGE, NETWORK, SUBNET -> true;
          case SCOPE, RESOURCE, GROUP, IDENTITY, OUTSIDE -> false;
        };
  }

  List<DiagramEdge> from(String id, DiagramEdge.Kind kind) {
    return of(from, id, kind);
  }

  List<DiagramEdge> to(String id, DiagramEdge.Kind kind) {
    return of(to, id, kind);
  }

  private static List<DiagramEdge> of(
      Map<String, List<DiagramEdge>> edges, String id, DiagramEdge.Kind kind) {
    return edges.getOrDefault(id, List.of()).stream().filter(each -> each.kind() == kind).toList();
  }

  DiagramChange change(DiagramNode node) {
    return difference == null ? DiagramChange.SAME : difference.change(node.id());
  }

  /// What changed of a node, a phrase each.
  List<String> facts(DiagramNode node) {
    return difference == null ? List.of() : difference.facts().getOrDefault(node.id(), List.of());
  }

  DiagramChange change(DiagramEdge edge) {
    return difference == null ? DiagramChange.SAME : difference.change(edge);
  }
}
