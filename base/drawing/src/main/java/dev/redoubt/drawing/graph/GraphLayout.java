package dev.redoubt.drawing.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.elk.alg.layered.options.CrossingMinimizationStrategy;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.NodePlacementStrategy;
import org.eclipse.elk.alg.layered.options.OrderingStrategy;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.math.KVector;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeLabelPlacement;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.HierarchyHandling;
import org.eclipse.elk.core.options.PortConstraints;
import org.eclipse.elk.core.options.PortSide;
import org.eclipse.elk.core.options.SizeConstraint;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkPort;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/// Places a graph from left to right with the layered algorithm of the Eclipse Layout Kernel.
public final class GraphLayout {

  /// Between two layers, where lines run.
  private static final double LAYER_GAP = 34;

  private static final double NODE_GAP = 14;
  private static final double LINE_GAP = 8;
  private static final double PADDING = 14;

  /// The algorithm draws lots; the same seed, the same lots.
  private static final int SEED = 1;

  static {
    LayoutMetaDataService.getInstance()
        .registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
  }

  private final ElkNode root = ElkGraphUtil.createGraph();
  private final Map<String, ElkNode> nodes = new LinkedHashMap<>();
  private final Map<String, ElkPort> ports = new HashMap<>();
  private final List<ElkEdge> edges = new ArrayList<>();

  private GraphLayout() {}

  /// Computes the places of all nodes and edges.
  public static PlacedGraph of(Graph graph) {
    GraphLayout layout = new GraphLayout();
    layout.configure(layout.root);
    layout.root.setProperty(LayeredOptions.PADDING, new ElkPadding(0));
    // ELK 0.12.1 fails if a container has it as well
    layout.root.setProperty(
        LayeredOptions.CONSIDER_MODEL_ORDER_STRATEGY, OrderingStrategy.PREFER_NODES);
    graph.nodes().forEach(layout::add);
    graph.edges().forEach(layout::add);
    new RecursiveGraphLayoutEngine().layout(layout.root, new BasicProgressMonitor());
    return layout.placed();
  }

  private void configure(ElkNode container) {
    container.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
    container.setProperty(LayeredOptions.DIRECTION, Direction.RIGHT);
    container.setProperty(LayeredOptions.HIERARCHY_HANDLING, HierarchyHandling.INCLUDE_CHILDREN);
    container.setProperty(LayeredOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
    container.setProperty(LayeredOptions.RANDOM_SEED, SEED);
    container.setProperty(
        LayeredOptions.CROSSING_MINIMIZATION_STRATEGY, CrossingMinimizationStrategy.LAYER_SWEEP);
    container.setProperty(
        LayeredOptions.NODE_PLACEMENT_STRATEGY, NodePlacementStrategy.NETWORK_SIMPLEX);
    container.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, LAYER_GAP);
    container.setProperty(LayeredOptions.SPACING_NODE_NODE, NODE_GAP);
    container.setProperty(LayeredOptions.SPACING_EDGE_EDGE, LINE_GAP);
    container.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, LINE_GAP);
    container.setProperty(LayeredOptions.SPACING_EDGE_NODE, NODE_GAP);
    container.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, NODE_GAP);
    container.setProperty(LayeredOptions.SPACING_COMPONENT_COMPONENT, 2 * NODE_GAP);
  }

  private void add(Graph.Node node) {
    ElkNode parent = node.parent() == null ? root : require(node.parent());
    if (node.parent() != null && parent.getChildren().isEmpty()) {
      makeContainer(parent);
    }
    ElkNode made = ElkGraphUtil.createNode(parent);
    made.setIdentifier(node.id());
    made.setDimensions(node.width(), node.height());
    made.setProperty(LayeredOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_SIDE);
    made.setProperty(
        LayeredOptions.PADDING, new ElkPadding(node.header() + PADDING, PADDING, PADDING, PADDING));
    nodes.put(node.id(), made);
  }

  private void makeContainer(ElkNode container) {
    configure(container);
    container.setProperty(
        LayeredOptions.NODE_SIZE_CONSTRAINTS, SizeConstraint.minimumSizeWithPorts());
    container.setProperty(
        LayeredOptions.NODE_SIZE_MINIMUM, new KVector(container.getWidth(), container.getHeight()));
  }

  private void add(Graph.Edge edge) {
    ElkEdge made =
        ElkGraphUtil.createSimpleEdge(
            port(edge.from(), edge.port(), PortSide.EAST),
            port(edge.to(), edge.port(), PortSide.WEST));
    if (edge.labelWidth() > 0) {
      ElkLabel label = ElkGraphUtil.createLabel(made);
      label.setText("label");
      label.setProperty(LayeredOptions.EDGE_LABELS_INLINE, true);
      label.setDimensions(edge.labelWidth(), edge.labelHeight());
      label.setProperty(LayeredOptions.EDGE_LABELS_PLACEMENT, EdgeLabelPlacement.CENTER);
    }
    edges.add(made);
  }

  private ElkPort port(String node, String name, PortSide side) {
    return ports.computeIfAbsent(
        side + " " + name + " " + node,
        _ -> {
          ElkPort port = ElkGraphUtil.createPort(require(node));
          port.setProperty(LayeredOptions.PORT_SIDE, side);
          return port;
        });
  }

  private ElkNode require(String id) {
    ElkNode node = nodes.get(id);
    if (node == null) {
      throw new IllegalArgumentException("no node " + id);
    }
    return node;
  }

  private PlacedGraph placed() {
    Map<String, Box> boxes = new HashMap<>();
    nodes.forEach(
        (id, node) -> {
          Point corner = corner(node);
          boxes.put(id, new Box(corner.x(), corner.y(), node.getWidth(), node.getHeight()));
        });
    return new PlacedGraph(
        root.getWidth(),
        root.getHeight(),
        boxes,
        edges.stream().map(edge -> route(edge, boxes)).toList());
  }

  private PlacedGraph.Route route(ElkEdge edge, Map<String, Box> boxes) {
    Point corner = corner(edge.getContainingNode());
    List<Point> points = new ArrayList<>();
    for (ElkEdgeSection section : edge.getSections()) {
      points.add(moved(section.getStartX(), section.getStartY(), corner));
      section.getBendPoints().forEach(bend -> points.add(moved(bend.getX(), bend.getY(), corner)));
      points.add(moved(section.getEndX(), section.getEndY(), corner));
    }
    List<Point> junctions =
        edge.getProperty(LayeredOptions.JUNCTION_POINTS).stream()
            .map(junction -> moved(junction.x, junction.y, corner))
            .toList();
    Box label =
        edge.getLabels().stream()
            .map(
                each ->
                    new Box(each.getX(), each.getY(), each.getWidth(), each.getHeight())
                        .moved(corner.x(), corner.y()))
            .findFirst()
            .orElse(null);
    return new PlacedGraph.Route(straight(points, edge, boxes), junctions, label);
  }

  /// Moves an end that has a side of its box for itself, unless a label lies on the line.
  private List<Point> straight(List<Point> points, ElkEdge edge, Map<String, Box> boxes) {
    ElkPort start = (ElkPort) edge.getSources().getFirst();
    ElkPort end = (ElkPort) edge.getTargets().getFirst();
    List<Point> straight = points;
    if (isAlone(start)) {
      straight = LineStraightening.atStart(straight, box(start, boxes));
    }
    // a label lies on the last part of its line
    if (isAlone(end) && edge.getLabels().isEmpty()) {
      straight = LineStraightening.atEnd(straight, box(end, boxes));
    }
    return straight;
  }

  private static boolean isAlone(ElkPort port) {
    return port.getOutgoingEdges().size() + port.getIncomingEdges().size() == 1
        && port.getParent().getChildren().isEmpty()
        && port.getParent().getPorts().stream()
                .filter(o -> o.getProperty(LayeredOptions.PORT_SIDE) == side(port))
                .count()
            == 1;
  }

  private static PortSide side(ElkPort port) {
    return port.getProperty(LayeredOptions.PORT_SIDE);
  }

  private static Box box(ElkPort port, Map<String, Box> boxes) {
    return boxes.getOrDefault(port.getParent().getIdentifier(), new Box(0, 0, 0, 0));
  }

  private static Point moved(double x, double y, Point by) {
    return new Point(x + by.x(), y + by.y());
  }

  /// The place of a node in the picture; ELK knows the place in its container.
  private static Point corner(ElkNode node) {
    double x = 0;
    double y = 0;
    for (ElkNode each = node; each != null && each.getParent() != null; each = each.getParent()) {
      x += each.getX();
      y += each.getY();
    }
    return new Point(x, y);
  }
}
