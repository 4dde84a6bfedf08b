package dev.redoubt.engine.diagram;

import dev.redoubt.estate.ResourceKey;
import dev.redoubt.findings.diagram.DiagramEdge;
import dev.redoubt.findings.diagram.DiagramNode;
import dev.redoubt.findings.diagram.DiagramView;
import dev.redoubt.findings.diagram.WorkloadDiagram;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Turns a picture into its record: containers first, lines in the order of their ends.
final class FinishedPicture {

  /// A longer label does not fit on a line.
  private static final int MAX_LABELS = 2;

  private FinishedPicture() {}

  static WorkloadDiagram of(Picture picture, DiagramView view, FindingMarkers markers) {
    List<DiagramNode> nodes = new ArrayList<>();
    Set<ResourceKey> marked = new HashSet<>();
    for (DrawnNode each : ordered(picture)) {
      nodes.add(node(picture, each, markers));
      marked.addAll(each.marked);
    }
    List<String> notes = new ArrayList<>(picture.countedNotes());
    notes.addAll(picture.remarks);
    int outside = markers.outside(marked);
    if (outside > 0) {
      notes.add(
          "Findings of resources that this picture does not show: %d, see the report"
              .formatted(outside));
    }
    if (picture.deployment.unread() != null) {
      notes.add("Incomplete: " + picture.deployment.unread().text());
    }
    return new WorkloadDiagram(view, picture.deployment.id(), nodes, edges(picture, nodes), notes);
  }

  private static List<DrawnNode> ordered(Picture picture) {
    Map<String, List<DrawnNode>> inside = new LinkedHashMap<>();
    for (DrawnNode each : picture.nodes.values()) {
      String parent =
          each.parent != null && picture.nodes.containsKey(each.parent) ? each.parent : "";
      inside.computeIfAbsent(parent, _ -> new ArrayList<>()).add(each);
    }
    List<DrawnNode> ordered = new ArrayList<>();
    inside
        .getOrDefault("", new ArrayList<>())
        .sort(Comparator.comparing(each -> each.kind != DiagramNode.Kind.OUTSIDE));
    addInside("", inside, ordered);
    return ordered;
  }

  private static void addInside(
      String parent, Map<String, List<DrawnNode>> inside, List<DrawnNode> ordered) {
    for (DrawnNode each : inside.getOrDefault(parent, List.of())) {
      ordered.add(each);
      addInside(each.id, inside, ordered);
    }
  }

  private static DiagramNode node(Picture picture, DrawnNode node, FindingMarkers markers) {
    return new DiagramNode(
        node.id,
        node.parent != null && picture.nodes.containsKey(node.parent) ? node.parent : null,
        node.kind,
        node.symbol,
        node.label,
        node.detail(),
        node.isCertain,
        node.exposure,
        node.badges.stream().distinct().toList(),
        markers.of(node.marked),
        node.members.stream().map(each -> each.label).toList());
  }

  private static List<DiagramEdge> edges(Picture picture, List<DiagramNode> nodes) {
    Map<String, Integer> order = new LinkedHashMap<>();
    nodes.forEach(each -> order.put(each.id(), order.size()));
    List<DiagramEdge> edges = new ArrayList<>();
    picture.lines.forEach(
        (line, text) -> {
          for (String label : labels(line.kind(), text.labels())) {
            edges.add(
                new DiagramEdge(line.from(), line.to(), line.kind(), label, text.isCertain()));
          }
        });
    edges.removeIf(each -> !order.containsKey(each.from()) || !order.containsKey(each.to()));
    edges.sort(
        Comparator.comparing((DiagramEdge each) -> order.getOrDefault(each.from(), 0))
            .thenComparing(each -> order.getOrDefault(each.to(), 0))
            .thenComparing(DiagramEdge::kind)
            .thenComparing(DiagramEdge::label));
    return edges;
  }

  /// The labels of the lines between two nodes: each role has a line of its own, because none may
  /// be hidden; other lines are one.
  private static List<String> labels(DiagramEdge.Kind kind, List<String> labels) {
    return kind == DiagramEdge.Kind.ROLE && !labels.isEmpty() ? labels : List.of(label(labels));
  }

  private static String label(List<String> labels) {
    return labels.size() <= MAX_LABELS
        ? String.join(", ", labels)
        : "%s and %d more"
            .formatted(
                String.join(", ", labels.subList(0, MAX_LABELS)), labels.size() - MAX_LABELS);
  }
}
