package dev.redoubt.reporthtml.diagram;

import dev.redoubt.drawing.graph.Box;
import dev.redoubt.drawing.graph.Graph;
import dev.redoubt.drawing.graph.GraphLayout;
import dev.redoubt.drawing.graph.PlacedGraph;
import dev.redoubt.findings.diagram.DiagramEdge;
import dev.redoubt.findings.diagram.DiagramNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Places the picture of networks as a layered graph, from left to right.
final class NetworkLayout {

  static final double FRAME_HEADER = 20;
  static final double LABEL_LINE = 14;
  static final double DETAIL_LINE = 13;

  /// A longer label is shortened.
  private static final double MOST_LABEL = 190;

  /// More labels of one line are counted.
  private static final int MOST_LABELS = 4;

  private static final double LEAST_WIDTH = 1000;
  private static final double GAP = 18;

  private final DrawnDiagram drawn;
  private final List<List<DiagramEdge>> lines;
  private final List<NetworkZones.Zone> zones;
  private final NetworkSides sides;
  private final Set<String> inZones = new HashSet<>();
  private final List<Graph.Edge> edges = new ArrayList<>();
  private final List<DiagramEdge> edgeLines = new ArrayList<>();
  private final Map<String, Box> boxes = new HashMap<>();
  private final List<PictureLayout.Zone> frames = new ArrayList<>();

  private NetworkLayout(DrawnDiagram drawn) {
    this.drawn = drawn;
    this.lines = lines(drawn);
    this.zones = NetworkZones.of(drawn, lines);
    this.sides = new NetworkSides(drawn);
    zones.forEach(zone -> zone.members().forEach(member -> inZones.add(member.id())));
  }

  static PictureLayout of(DrawnDiagram drawn) {
    return new NetworkLayout(drawn).placed();
  }

  private PictureLayout placed() {
    addEdges();
    for (List<String> order : sides.orders()) {
      edges.add(new Graph.Edge(order.getFirst(), order.getLast(), "order", 0, 0));
    }
    PlacedGraph graph = GraphLayout.of(new Graph(nodes(), edges));
    boxes.putAll(graph.boxes());
    double width = graph.width();
    double y = graph.height();
    for (NetworkZones.Zone zone : zones) {
      Box frame = boxes.remove(zone.id());
      if (frame != null) {
        zone.place(frame, zone.columns(), boxes);
        frames.add(
            new PictureLayout.Zone(zone.isCertain() ? "public" : "zone", zone.title(), frame));
      } else {
        y += y > 0 ? GAP : 0;
        y += alone(zone, y, Math.max(width, LEAST_WIDTH));
      }
    }
    double right = frames.stream().mapToDouble(frame -> frame.box().right()).max().orElse(0);
    return new PictureLayout(
        Math.max(width, right), y, boxes, lines(graph), List.of(), frames, List.of());
  }

  /// Places a zone below the graph.
  ///
  /// @return its height
  private double alone(NetworkZones.Zone zone, double y, double room) {
    int most = Math.max(1, (int) ((room - 12) / (zone.width(1) - 12)));
    int columns = Math.min(most, zone.members().size());
    Box frame = new Box(0, y, Math.max(zone.width(columns), 400), zone.height(columns));
    zone.place(frame, columns, boxes);
    frames.add(new PictureLayout.Zone("zone", zone.title(), frame));
    return frame.height();
  }

  private void addEdges() {
    Set<String> reached = new HashSet<>();
    for (List<DiagramEdge> line : lines) {
      DiagramEdge edge = joined(line);
      NetworkZones.Zone zone =
          zones.stream().filter(each -> contains(each, edge.to())).findFirst().orElse(null);
      if (zone == null) {
        add(edge);
      } else if (zone.isConnected() && reached.add(zone.id())) {
        DiagramEdge access =
            new DiagramEdge(edge.from(), zone.id(), edge.kind(), "", edge.isCertain());
        add(access);
      }
    }
  }

  private static boolean contains(NetworkZones.Zone zone, String id) {
    return zone.members().stream().anyMatch(member -> member.id().equals(id));
  }

  private void add(DiagramEdge edge) {
    boolean isReversed = isReversed(edge);
    List<String> labels = labels(edge);
    double width =
        labels.stream()
            .mapToDouble(label -> NodePainter.width(label, NodePainter.CHIP_SIZE, false) + 14)
            .max()
            .orElse(0);
    edges.add(
        new Graph.Edge(
            isReversed ? edge.to() : edge.from(),
            isReversed ? edge.from() : edge.to(),
            edge.kind().name(),
            Math.min(width, MOST_LABEL),
            labels.isEmpty() ? 0 : labels.size() * LABEL_LINE + 4));
    edgeLines.add(edge);
  }

  private boolean isReversed(DiagramEdge edge) {
    return edge.kind() == DiagramEdge.Kind.PRIVATE_LINK && sides.isLeft(edge);
  }

  private List<Graph.Node> nodes() {
    List<Graph.Node> nodes = new ArrayList<>();
    for (DiagramNode node : drawn.diagram().nodes()) {
      if (!inZones.contains(node.id())) {
        nodes.add(node(node));
      }
    }
    for (NetworkZones.Zone zone : zones) {
      if (zone.isConnected()) {
        double width = zone.width(zone.columns());
        nodes.add(new Graph.Node(zone.id(), null, width, zone.height(zone.columns()), 0));
      }
    }
    return nodes;
  }

  private Graph.Node node(DiagramNode node) {
    boolean isFrame = drawn.isContainer(node);
    double width = isFrame ? frameWidth(node) : NodePainter.WIDTH + 20;
    double header = FRAME_HEADER + 6 + DETAIL_LINE * details(node, width).size();
    double height = isFrame ? header + 18 : NodePainter.height(node, drawn);
    return new Graph.Node(node.id(), node.parent(), width, height, header);
  }

  /// The lines of the detail of a frame.
  static List<String> details(DiagramNode node, double width) {
    return node.detail().isEmpty()
        ? List.of()
        : WrappedText.of(node.detail(), NodePainter.DETAIL_SIZE, false, width - 38, 2);
  }

  /// A frame is as wide as its title, up to two boxes.
  private static double frameWidth(DiagramNode node) {
    double title =
        NodePainter.width(NodePainter.oneLine(node.label()), NodePainter.NAME_SIZE, true);
    return Math.min(Math.max(198, title + 50), 2 * NodePainter.WIDTH);
  }

  private List<PictureLayout.Line> lines(PlacedGraph graph) {
    List<PictureLayout.Line> placed = new ArrayList<>();
    for (int i = 0; i < edgeLines.size(); i++) {
      PlacedGraph.Route route = graph.routes().get(i);
      DiagramEdge edge = edgeLines.get(i);
      placed.add(
          new PictureLayout.Line(
              edge,
              isReversed(edge) ? route.points().reversed() : route.points(),
              route.junctions(),
              route.label()));
    }
    return placed;
  }

  /// The edges that are drawn, those with the same ends and kind together.
  private static List<List<DiagramEdge>> lines(DrawnDiagram drawn) {
    Set<DiagramEdge.Kind> kinds = NodeChips.lines(drawn.diagram().view());
    Map<DiagramDifference.EdgeKey, List<DiagramEdge>> lines = new LinkedHashMap<>();
    for (DiagramEdge edge : drawn.diagram().edges()) {
      if (kinds.contains(edge.kind())
          && drawn.node(edge.from()) != null
          && drawn.node(edge.to()) != null
          && !isInside(edge.from(), edge.to(), drawn)
          && !isInside(edge.to(), edge.from(), drawn)) {
        lines.computeIfAbsent(DiagramDifference.EdgeKey.of(edge), _ -> new ArrayList<>()).add(edge);
      }
    }
    return List.copyOf(lines.values());
  }

  private static boolean isInside(String id, String container, DrawnDiagram drawn) {
    String each = id;
    for (int depth = 0; depth < 20 && each != null; depth++) {
      if (each.equals(container)) {
        return true;
      }
      DiagramNode node = drawn.node(each);
      each = node == null ? null : node.parent();
    }
    return false;
  }

  /// One edge for several with the same ends and kind; its label has a line for each.
  private static DiagramEdge joined(List<DiagramEdge> edges) {
    DiagramEdge first = edges.getFirst();
    List<String> labels =
        edges.stream()
            .map(edge -> NodePainter.oneLine(edge.label()))
            .filter(label -> !label.isEmpty())
            .distinct()
            .toList();
    return new DiagramEdge(
        first.from(),
        first.to(),
        first.kind(),
        String.join("\n", labels),
        edges.stream().anyMatch(DiagramEdge::isCertain));
  }

  /// The lines of a label.
  static List<String> labels(DiagramEdge edge) {
    List<String> labels = edge.label().isEmpty() ? List.of() : edge.label().lines().toList();
    if (labels.size() <= MOST_LABELS) {
      return labels;
    }
    List<String> shown = new ArrayList<>(labels.subList(0, MOST_LABELS - 1));
    shown.add("and " + (labels.size() - shown.size()) + " more");
    return shown;
  }
}
