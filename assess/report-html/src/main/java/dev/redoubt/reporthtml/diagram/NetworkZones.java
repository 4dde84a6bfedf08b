package dev.redoubt.reporthtml.diagram;

import dev.redoubt.drawing.graph.Box;
import dev.redoubt.findings.diagram.DiagramEdge;
import dev.redoubt.findings.diagram.DiagramNode;
import dev.redoubt.findings.diagram.DiagramSymbol;
import dev.redoubt.findings.inventory.Exposure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The resources outside of all networks that differ in nothing that the picture of networks shows:
/// those that only the Internet leads to, and those that no line leads to. One frame around them
/// replaces a line to each.
final class NetworkZones {

  /// Fewer resources are drawn with a line each.
  private static final int FEWEST = 3;

  private static final double GAP = 12;
  private static final double ROW_GAP = 18;
  private static final double HEADER = 34;

  /// Resources in one frame.
  ///
  /// @param id that of no node
  /// @param source the node outside that leads to it; empty for none
  record Zone(
      String id, String source, boolean isCertain, String title, List<DiagramNode> members) {

    boolean isConnected() {
      return !source.isEmpty();
    }

    /// About as wide as a screen for its height.
    int columns() {
      return (int) Math.ceil(Math.sqrt(members.size() * 0.8));
    }

    double width(int columns) {
      return columns * (NodePainter.WIDTH + GAP) + GAP;
    }

    double height(int columns) {
      int rows = Math.ceilDiv(members.size(), columns);
      return HEADER + rows * (NodePainter.WITH_CHIPS + ROW_GAP) - 4;
    }

    /// Adds the place of each member.
    void place(Box frame, int columns, Map<String, Box> boxes) {
      for (int i = 0; i < members.size(); i++) {
        int row = i / columns;
        double x = frame.x() + GAP + (i % columns) * (NodePainter.WIDTH + GAP);
        double y = frame.y() + HEADER + row * (NodePainter.WITH_CHIPS + ROW_GAP);
        boxes.put(members.get(i).id(), new Box(x, y, NodePainter.WIDTH, NodePainter.WITH_CHIPS));
      }
    }
  }

  private NetworkZones() {}

  /// The zones of a diagram.
  ///
  /// @param lines the edges that are drawn
  static List<Zone> of(DrawnDiagram drawn, List<List<DiagramEdge>> lines) {
    Map<String, List<DiagramEdge>> ends = new LinkedHashMap<>();
    for (List<DiagramEdge> line : lines) {
      DiagramEdge edge = line.getFirst();
      ends.computeIfAbsent(edge.from(), _ -> new ArrayList<>()).add(edge);
      ends.computeIfAbsent(edge.to(), _ -> new ArrayList<>()).add(edge);
    }
    Map<String, Zone> zones = new LinkedHashMap<>();
    for (DiagramNode node : drawn.diagram().nodes()) {
      if (node.parent() == null
          && node.kind() != DiagramNode.Kind.OUTSIDE
          && !drawn.isContainer(node)) {
        Zone zone = zone(node, ends.getOrDefault(node.id(), List.of()), drawn);
        if (zone != null) {
          zones.computeIfAbsent(zone.id(), _ -> zone).members().add(node);
        }
      }
    }
    return zones.values().stream()
        .filter(zone -> !zone.isConnected() || zone.members().size() >= FEWEST)
        .toList();
  }

  /// The empty zone of a node; null for a node that is drawn on its own.
  private static @Nullable Zone zone(DiagramNode node, List<DiagramEdge> ends, DrawnDiagram drawn) {
    if (ends.isEmpty()) {
      return zone("", true, alone(node.exposure()), node.exposure().word());
    }
    DiagramEdge edge = ends.getFirst();
    DiagramNode source = drawn.node(edge.from());
    boolean isPublic =
        ends.size() == 1
            && edge.kind() == DiagramEdge.Kind.PUBLIC_ACCESS
            && source != null
            && source.kind() == DiagramNode.Kind.OUTSIDE;
    if (!isPublic || source == null || drawn.change(edge) == DiagramChange.REMOVED) {
      return null;
    }
    String from = source.symbol() == DiagramSymbol.INTERNET ? "the Internet" : source.label();
    String title =
        edge.isCertain()
            ? "Outside of every network, reachable from " + from
            : "Not known whether reachable from " + from;
    return zone(source.id(), edge.isCertain(), title, source.id() + " " + edge.label());
  }

  private static Zone zone(String source, boolean isCertain, String title, String key) {
    // no id of a node has a line feed in front
    String id = "\n" + (source.isEmpty() ? "alone " : "access ") + isCertain + " " + key;
    return new Zone(id, source, isCertain, title, new ArrayList<>());
  }

  private static String alone(Exposure exposure) {
    return switch (exposure) {
      case PUBLIC -> "Reachable from the Internet, outside of every network";
      case RESTRICTED -> "Reachable from some public addresses";
      case PRIVATE -> "Private, and the picture has no private endpoint to it";
      case UNKNOWN -> "Exposure unknown before deployment";
      case NONE -> "Without an endpoint of its own";
    };
  }
}
