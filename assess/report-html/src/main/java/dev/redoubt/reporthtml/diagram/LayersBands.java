package dev.redoubt.reporthtml.diagram;

import dev.redoubt.findings.diagram.DiagramEdge;
import dev.redoubt.findings.diagram.DiagramNode;
import dev.redoubt.findings.inventory.LifecycleStage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The boxes of the picture of layers by the band that contains them.
final class LayersBands {

  /// A stage or a foundation with the boxes in it.
  record Band(String id, boolean isLifecycle, List<DiagramNode> nodes) {}

  private final DrawnDiagram drawn;
  private final List<Band> stages = new ArrayList<>();
  private final List<Band> foundations = new ArrayList<>();
  private final List<DiagramNode> outside = new ArrayList<>();

  LayersBands(DrawnDiagram drawn) {
    this.drawn = drawn;
    Map<String, Band> bands = new LinkedHashMap<>();
    for (DiagramNode node : drawn.diagram().nodes()) {
      if (node.kind() == DiagramNode.Kind.STAGE) {
        bands.put(node.id(), new Band(node.id(), isLifecycle(node), new ArrayList<>()));
      } else if (node.kind() == DiagramNode.Kind.OUTSIDE && node.parent() == null) {
        outside.add(node);
      } else {
        bands
            .computeIfAbsent(band(node), id -> new Band(id, false, new ArrayList<>()))
            .nodes()
            .add(node);
      }
    }
    for (Band band : bands.values()) {
      if (!band.nodes().isEmpty()) {
        (band.isLifecycle() ? stages : foundations).add(band);
      }
    }
  }

  static boolean isLifecycle(DiagramNode stage) {
    String id = stage.id().substring(stage.id().lastIndexOf('/') + 1).toUpperCase(Locale.ROOT);
    String label = stage.label().toUpperCase(Locale.ROOT);
    for (LifecycleStage each : LifecycleStage.values()) {
      if (each.name().equals(id) || each.name().equals(label)) {
        return each.isLifecycle();
      }
    }
    return false;
  }

  /// The stage that contains a node; empty for a node in none.
  private String band(DiagramNode node) {
    DiagramNode each = node;
    for (int depth = 0; depth < 10 && each.parent() != null; depth++) {
      DiagramNode parent = drawn.node(each.parent());
      if (parent == null) {
        return "";
      }
      if (parent.kind() == DiagramNode.Kind.STAGE) {
        return parent.id();
      }
      each = parent;
    }
    return "";
  }

  List<Band> stages() {
    return stages;
  }

  List<Band> foundations() {
    return foundations;
  }

  List<DiagramNode> outside() {
    return outside;
  }

  /// Whether somebody outside can reach a node of some bands.
  boolean isPublic(List<Band> bands) {
    return bands.stream().anyMatch(band -> !access(band).isEmpty());
  }

  /// The edges of public access to the nodes of a band, from nodes that are drawn.
  List<DiagramEdge> access(Band band) {
    return band.nodes().stream()
        .flatMap(node -> drawn.to(node.id(), DiagramEdge.Kind.PUBLIC_ACCESS).stream())
        .filter(edge -> drawn.change(edge) != DiagramChange.REMOVED)
        .filter(edge -> outside.stream().anyMatch(node -> node.id().equals(edge.from())))
        .toList();
  }
}
