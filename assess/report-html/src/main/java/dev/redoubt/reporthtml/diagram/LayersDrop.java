package dev.redoubt.reporthtml.diagram;

import dev.redoubt.drawing.graph.Box;
import dev.redoubt.drawing.graph.Point;
import dev.redoubt.findings.diagram.DiagramEdge;
import dev.redoubt.findings.diagram.DiagramNode;
import dev.redoubt.findings.inventory.Exposure;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The line of public access to a band. One line with a number replaces a line to each of its
/// boxes.
final class LayersDrop {

  /// Below the box of the Internet.
  private static final double BUS = 14;

  /// Above a foundation.
  private static final double LOWER_BUS = 25;

  /// From the left side of the picture.
  private static final double SIDE = 4;

  private LayersDrop() {}

  /// Places a line.
  ///
  /// @param edges to the boxes of the band, at least one
  /// @param isAbove whether nothing is between the Internet and the band
  static PictureLayout.Drop of(
      String band,
      List<DiagramEdge> edges,
      boolean isAbove,
      Map<String, Box> boxes,
      DrawnDiagram drawn) {
    Box from = Objects.requireNonNull(boxes.get(edges.getFirst().from()));
    Box to = Objects.requireNonNull(boxes.get(band));
    double start = from.x() + 20;
    double bus = from.bottom() + BUS;
    List<Point> points = new ArrayList<>();
    points.add(new Point(start, from.bottom()));
    points.add(new Point(start, bus));
    if (!isAbove) {
      points.add(new Point(SIDE, bus));
      bus = to.y() - LOWER_BUS;
      points.add(new Point(SIDE, bus));
    }
    double end = to.x() + Math.min(to.width() / 2, 90);
    points.add(new Point(end, bus));
    points.add(new Point(end, to.y() - 1));
    boolean isCertain = edges.stream().anyMatch(DiagramEdge::isCertain);
    return new PictureLayout.Drop(band, points, text(edges, drawn), isCertain);
  }

  /// `1 public, 2 unknown`. What is not known to be reachable is not counted as public.
  private static String text(List<DiagramEdge> edges, DrawnDiagram drawn) {
    Map<Exposure, Integer> counts = new EnumMap<>(Exposure.class);
    for (DiagramEdge edge : edges) {
      DiagramNode node = drawn.node(edge.to());
      int members = node == null ? 1 : Math.max(1, node.members().size());
      counts.merge(exposure(edge, node), members, Integer::sum);
    }
    return counts.entrySet().stream()
        .map(each -> each.getValue() + " " + each.getKey().word())
        .collect(Collectors.joining(", "));
  }

  private static Exposure exposure(DiagramEdge edge, @Nullable DiagramNode node) {
    Exposure exposure = node == null ? Exposure.UNKNOWN : node.exposure();
    return switch (exposure) {
      case PUBLIC, RESTRICTED, UNKNOWN -> exposure;
      case PRIVATE, NONE -> edge.isCertain() ? Exposure.PUBLIC : Exposure.UNKNOWN;
    };
  }
}
