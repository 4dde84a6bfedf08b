package dev.redoubt.drawing.graph;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A graph with a place for everything, from (0, 0) on.
///
/// @param boxes by the id of the node
/// @param routes in the order of the edges
public record PlacedGraph(double width, double height, Map<String, Box> boxes, List<Route> routes) {

  public PlacedGraph {
    boxes = Map.copyOf(boxes);
    routes = List.copyOf(routes);
  }

  /// The line of an edge.
  ///
  /// @param points from one box to the other, horizontal and vertical in turn
  /// @param junctions where the line leaves a common part of several lines
  /// @param label null without a label
  public record Route(List<Point> points, List<Point> junctions, @Nullable Box label) {
    public Route {
      points = List.copyOf(points);
      junctions = List.copyOf(junctions);
    }
  }
}
