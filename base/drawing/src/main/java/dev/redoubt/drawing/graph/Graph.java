package dev.redoubt.drawing.graph;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Boxes, boxes in boxes, and connections of them. The order of the lists decides the layout as far
/// as it is free.
///
/// @param nodes with unique ids; a container comes before what it contains
/// @param edges between nodes of the list
public record Graph(List<Node> nodes, List<Edge> edges) {

  public Graph {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
    Set<String> ids = new HashSet<>();
    for (Node node : nodes) {
      if (node.parent() != null && !ids.contains(node.parent())) {
        throw new IllegalArgumentException("no container before node " + node.id());
      }
      if (!ids.add(node.id())) {
        throw new IllegalArgumentException("two nodes " + node.id());
      }
    }
    for (Edge edge : edges) {
      if (!ids.contains(edge.from()) || !ids.contains(edge.to())) {
        throw new IllegalArgumentException("no node of edge " + edge.from() + " " + edge.to());
      }
    }
  }

  /// A box.
  ///
  /// @param parent the id of its container; null at the top
  /// @param width at least; a container grows with its content
  /// @param height at least
  /// @param header the height that a container keeps free above its content
  public record Node(
      String id, @Nullable String parent, double width, double height, double header) {}

  /// A connection.
  ///
  /// @param port connections of one node with the same port meet before they reach it
  /// @param labelWidth 0 without a label
  public record Edge(String from, String to, String port, double labelWidth, double labelHeight) {}
}
