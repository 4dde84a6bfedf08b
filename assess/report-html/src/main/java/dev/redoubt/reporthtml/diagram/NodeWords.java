package dev.redoubt.reporthtml.diagram;

import dev.redoubt.findings.Severity;
import dev.redoubt.findings.diagram.DiagramEdge;
import dev.redoubt.findings.diagram.DiagramNode;
import dev.redoubt.findings.result.FindingWording;
import java.util.ArrayList;
import java.util.List;

/// A node and an edge in words: what tooltips, screen readers and the text version say.
final class NodeWords {

  private NodeWords() {}

  /// Everything that the box of a node shows.
  static String sentence(DiagramNode node, DrawnDiagram drawn) {
    List<String> parts = new ArrayList<>();
    parts.add(node.detail().isEmpty() ? node.label() : node.label() + ", " + node.detail());
    if (!node.isCertain()) {
      parts.add("not certain");
    }
    NodeChips.of(node, drawn).stream().map(chip -> words(chip, node, drawn)).forEach(parts::add);
    parts.addAll(findings(node.markers()));
    DiagramChange change = drawn.change(node);
    if (change != DiagramChange.SAME) {
      parts.add(change.word());
    }
    return String.join("; ", parts);
  }

  private static String words(NodeChips.Chip chip, DiagramNode node, DrawnDiagram drawn) {
    return switch (chip.kind()) {
      case PUBLIC, RESTRICTED, PRIVATE, UNKNOWN -> chip.kind().meaning;
      case LINK ->
          "private link from " + sources(drawn.to(node.id(), DiagramEdge.Kind.PRIVATE_LINK), drawn);
      case SUBNET ->
          "traffic enters " + targets(drawn.from(node.id(), DiagramEdge.Kind.INTEGRATION), drawn);
      case KEY ->
          "encrypted with a key of "
              + targets(drawn.from(node.id(), DiagramEdge.Kind.ENCRYPTED_WITH), drawn);
      case LOGS -> "logs to " + targets(drawn.from(node.id(), DiagramEdge.Kind.LOGS_TO), drawn);
      case IDENTITY -> "acts as " + String.join(", ", node.badges());
    };
  }

  private static String targets(List<DiagramEdge> edges, DrawnDiagram drawn) {
    return String.join(
        ", ", edges.stream().map(edge -> drawn.label(edge.to())).distinct().toList());
  }

  private static String sources(List<DiagramEdge> edges, DrawnDiagram drawn) {
    return String.join(
        ", ", edges.stream().map(edge -> drawn.label(edge.from())).distinct().toList());
  }

  /// The numbers of findings, a phrase each.
  static List<String> findings(DiagramNode.Markers markers) {
    List<String> parts = new ArrayList<>();
    Severity worst = markers.worst();
    if (!markers.violations().isEmpty()) {
      parts.add(
          FindingWording.count(markers.violations().size(), "violation")
              + (worst == null ? "" : ", worst " + worst.word()));
    }
    if (!markers.unknowns().isEmpty()) {
      parts.add(FindingWording.count(markers.unknowns().size(), "unknown verdict"));
    }
    return parts;
  }

  /// A connection as a sentence without subject: `is encrypted with a key of`.
  static String verb(DiagramEdge.Kind kind) {
    return switch (kind) {
      case PRIVATE_LINK -> "has a private link to";
      case PUBLIC_ACCESS -> "can reach";
      case INTEGRATION -> "sends its traffic into";
      case PEERING -> "is peered with";
      case USES -> "uses";
      case LOGS_TO -> "writes its logs to";
      case ENCRYPTED_WITH -> "is encrypted with a key of";
      case RUNS_AS -> "acts as";
      case ROLE -> "has a role at";
      case FEDERATION -> "may act as";
    };
  }

  static String sentence(DiagramEdge edge, DrawnDiagram drawn) {
    DiagramChange change = drawn.change(edge);
    return drawn.label(edge.from())
        + " "
        + verb(edge.kind())
        + " "
        + drawn.label(edge.to())
        + (edge.label().isEmpty() ? "" : ": " + edge.label())
        + (edge.isCertain() ? "" : " (not certain)")
        + (change == DiagramChange.SAME ? "" : " (" + change.word() + ")");
  }
}
