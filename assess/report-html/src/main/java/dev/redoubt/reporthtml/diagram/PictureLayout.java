package dev.redoubt.reporthtml.diagram;

import dev.redoubt.drawing.graph.Box;
import dev.redoubt.drawing.graph.Point;
import dev.redoubt.findings.diagram.DiagramEdge;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The places of everything in a picture, from (0, 0) on.
///
/// @param boxes by the id of the node
/// @param lines of the edges that are drawn as lines; the others are chips in the boxes
/// @param zones in the order in which they are drawn
/// @param drops the ends of the line from the Internet to whole bands
record PictureLayout(
    double width,
    double height,
    Map<String, Box> boxes,
    List<Line> lines,
    List<Drop> drops,
    List<Zone> zones,
    List<Card> cards) {

  PictureLayout {
    boxes = Map.copyOf(boxes);
    lines = List.copyOf(lines);
    drops = List.copyOf(drops);
    zones = List.copyOf(zones);
    cards = List.copyOf(cards);
  }

  /// An area behind boxes that stands for no node.
  ///
  /// @param type its class in the style sheet
  /// @param title may be empty
  record Zone(String type, String title, Box box) {}

  /// One end of an edge as a small box of its own.
  ///
  /// @param isTarget whether it shows the end where the edge leads to, with the label of the edge
  /// @param isFirst whether it is the first one of its node, which shows the findings
  record Card(DiagramEdge edge, boolean isTarget, boolean isFirst, Box box) {}

  /// An edge that is drawn as a line.
  ///
  /// @param label the place of the label; null without one
  record Line(DiagramEdge edge, List<Point> points, List<Point> junctions, @Nullable Box label) {}

  /// Public access to members of a band, as one line.
  ///
  /// @param band the id of the band
  /// @param text how many members it leads to, by what is known of them: `1 public, 2 unknown`
  record Drop(String band, List<Point> points, String text, boolean isCertain) {}
}
