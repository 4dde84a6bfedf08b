package dev.redoubt.drawing.graph;

import java.util.ArrayList;
import java.util.List;

/// Removes the small steps that remain where two boxes are nearly at one height.
final class LineStraightening {

  /// A larger step is meant.
  private static final double MOST = 9;

  /// How near to a corner of its box a line may end.
  private static final double CORNER = 8;

  private LineStraightening() {}

  /// A line whose first part is moved to the height of its second one.
  ///
  /// @param start the box where the line starts, and no other line on this side
  static List<Point> atStart(List<Point> points, Box start) {
    if (points.size() < 4) {
      return points;
    }
    double from = points.get(1).y();
    double to = points.get(2).y();
    boolean isStep =
        points.get(0).y() == from
            && from != to
            && Math.abs(from - to) <= MOST
            && points.get(3).y() == to
            && to >= start.y() + CORNER
            && to <= start.bottom() - CORNER;
    if (!isStep) {
      return points;
    }
    List<Point> straight = new ArrayList<>();
    straight.add(new Point(points.getFirst().x(), to));
    straight.addAll(points.subList(3, points.size()));
    return straight;
  }

  /// The same for the other end.
  static List<Point> atEnd(List<Point> points, Box end) {
    return atStart(points.reversed(), end).reversed();
  }
}
