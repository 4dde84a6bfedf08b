package dev.redoubt.drawing.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.drawing.graph.GridRoutes.Cell;
import dev.redoubt.drawing.graph.GridRoutes.Net;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GridRoutesTest {

  private static final int SIZE = 6;

  /// Cells of 100 times 60 with gutters and channels of 400.
  private static final GridRoutes.Geometry GEOMETRY =
      new GridRoutes.Geometry() {
        @Override
        public Box cell(Cell cell) {
          return new Box(400 + cell.column() * 500, 400 + cell.row() * 460, 100, 60);
        }

        @Override
        public double laneX(int gutter, int lane) {
          return gutter * 500 + 20 + lane * 7;
        }

        @Override
        public double laneY(int channel, int lane) {
          return channel * 460 + 20 + lane * 7;
        }
      };

  @Test
  void connectsNeighboursWithoutAChannel() {
    GridRoutes routes = GridRoutes.of(List.of(new Net(new Cell(1, 0), List.of(new Cell(0, 1)))));
    assertThat(routes.gutterLanes(1)).isEqualTo(1);
    assertThat(routes.channelLanes(0)).isZero();
    assertThat(routes.path(0, 0, GEOMETRY)).hasSize(4);
  }

  @Test
  void usesOneLaneForAllSourcesOfATarget() {
    Cell target = new Cell(4, 2);
    GridRoutes routes =
        GridRoutes.of(
            List.of(new Net(target, List.of(new Cell(0, 0), new Cell(1, 3), new Cell(2, 2)))));
    assertThat(routes.channelLanes(2) + routes.channelLanes(3)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void crossesNoCellAndSharesNoLane(int seed) {
    List<Net> nets = random(seed);
    GridRoutes routes = GridRoutes.of(nets);
    List<List<Point>> paths = new ArrayList<>();
    List<Integer> owners = new ArrayList<>();
    for (int net = 0; net < nets.size(); net++) {
      for (int source = 0; source < nets.get(net).sources().size(); source++) {
        paths.add(routes.path(net, source, GEOMETRY));
        owners.add(net);
        GraphLayoutTest.assertStraight(paths.getLast());
        assertCrossesNoCell(paths.getLast());
      }
    }
    for (int i = 0; i < paths.size(); i++) {
      for (int k = 0; k < i; k++) {
        if (!owners.get(i).equals(owners.get(k))) {
          assertApart(paths.get(i), paths.get(k));
        }
      }
    }
  }

  private static void assertCrossesNoCell(List<Point> path) {
    for (int column = 0; column < SIZE; column++) {
      for (int row = 0; row < SIZE; row++) {
        Box cell = GEOMETRY.cell(new Cell(column, row));
        for (int i = 1; i < path.size(); i++) {
          assertThat(segment(path, i).overlaps(cell)).isFalse();
        }
      }
    }
  }

  /// The area of a part of a line that is half a unit wide.
  private static Box segment(List<Point> path, int end) {
    Point one = path.get(end - 1);
    Point other = path.get(end);
    boolean isVertical = one.x() == other.x();
    double length = isVertical ? Math.abs(one.y() - other.y()) : Math.abs(one.x() - other.x());
    double x = Math.min(one.x(), other.x());
    double y = Math.min(one.y(), other.y());
    return isVertical ? new Box(x - 0.2, y, 0.4, length) : new Box(x, y - 0.2, length, 0.4);
  }

  /// Lines of two nets may cross, but no part of one lies on a part of the other.
  private static void assertApart(List<Point> one, List<Point> other) {
    for (int i = 1; i < one.size(); i++) {
      for (int k = 1; k < other.size(); k++) {
        Box first = segment(one, i);
        Box second = segment(other, k);
        boolean isParallel = first.width() > 1 == second.width() > 1;
        boolean isLane = first.width() > 1 || first.height() > 1;
        if (isParallel && isLane) {
          assertThat(first.overlaps(second)).as("%s %s", one, other).isFalse();
        }
      }
    }
  }

  private static List<Net> random(int seed) {
    Random random = new Random(seed);
    List<Net> nets = new ArrayList<>();
    for (int i = 0; i < 6 + random.nextInt(8); i++) {
      Cell target = new Cell(random.nextInt(SIZE), i % SIZE);
      List<Cell> sources = new ArrayList<>();
      for (int k = 0; k < 1 + random.nextInt(4); k++) {
        Cell source = new Cell(random.nextInt(SIZE), random.nextInt(SIZE));
        if (!source.equals(target) && !sources.contains(source)) {
          sources.add(source);
        }
      }
      if (!sources.isEmpty()) {
        nets.add(new Net(target, sources));
      }
    }
    return nets;
  }
}
