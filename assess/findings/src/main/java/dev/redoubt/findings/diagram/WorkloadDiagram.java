package dev.redoubt.findings.diagram;

import java.util.List;

/// One picture of one deployment. Nodes and edges are in a stable order, containers before what
/// they contain, so that equal deployments have equal pictures.
///
/// @param deployment the id of the deployment
/// @param notes what the picture does not show and why, one sentence each
public record WorkloadDiagram(
    DiagramView view,
    String deployment,
    List<DiagramNode> nodes,
    List<DiagramEdge> edges,
    List<String> notes) {

  /// The most nodes of a picture that a person can still read. Resources of one type become groups
  /// until a picture has no more.
  public static final int MAX_NODES = 150;

  public WorkloadDiagram {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
    notes = List.copyOf(notes);
  }
}
