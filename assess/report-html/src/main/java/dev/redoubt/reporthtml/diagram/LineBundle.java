package dev.redoubt.reporthtml.diagram;

import dev.redoubt.findings.diagram.DiagramEdge;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Lines that share most of their way because they lead to one node, or come from one.
///
/// @param hub the id of the node
/// @param isTarget whether the lines lead to the hub
record LineBundle(String hub, boolean isTarget, List<DiagramEdge> edges) {

  /// Where the lines end that is not the hub.
  List<String> ends() {
    return edges.stream().map(edge -> isTarget ? edge.from() : edge.to()).toList();
  }

  /// Distributes edges to bundles: the largest first, and of equal ones the first.
  static List<LineBundle> of(List<DiagramEdge> edges) {
    List<LineBundle> bundles = new ArrayList<>();
    List<DiagramEdge> rest = new ArrayList<>(edges);
    while (!rest.isEmpty()) {
      LineBundle largest = largest(rest);
      bundles.add(largest);
      rest.removeAll(largest.edges());
    }
    return bundles;
  }

  private static LineBundle largest(List<DiagramEdge> edges) {
    Map<String, List<DiagramEdge>> to = new LinkedHashMap<>();
    Map<String, List<DiagramEdge>> from = new LinkedHashMap<>();
    for (DiagramEdge edge : edges) {
      to.computeIfAbsent(edge.to(), _ -> new ArrayList<>()).add(edge);
      from.computeIfAbsent(edge.from(), _ -> new ArrayList<>()).add(edge);
    }
    LineBundle largest = new LineBundle("", true, List.of());
    for (var each : to.entrySet()) {
      if (each.getValue().size() > largest.edges().size()) {
        largest = new LineBundle(each.getKey(), true, each.getValue());
      }
    }
    for (var each : from.entrySet()) {
      if (each.getValue().size() > largest.edges().size()) {
        largest = new LineBundle(each.getKey(), false, each.getValue());
      }
    }
    return largest;
  }
}
