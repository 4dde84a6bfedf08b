package dev.redoubt.drawing.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/// Lines between the cells of a grid. A vertical gutter lies on the left of each column and after
/// the last one, a horizontal channel above each row and below the last one. Lines run in lanes of
/// gutters and channels only, so they cross each other but never a cell, and no two nets share a
/// lane at the same place.
///
/// The lanes are assigned first; how wide a gutter must be follows from their number. The places
/// follow in [#path] from the geometry that the caller then chooses.
public final class GridRoutes {

  /// A cell of the grid.
  public record Cell(int column, int row) {}

  /// Several cells that are connected with one.
  public record Net(Cell target, List<Cell> sources) {
    public Net {
      sources = List.copyOf(sources);
    }
  }

  /// Where cells and lanes are.
  public interface Geometry {
    Box cell(Cell cell);

    double laneX(int gutter, int lane);

    double laneY(int channel, int lane);
  }

  /// A part of a net in one gutter or channel, from one position to another one. Cells have odd
  /// positions, the channels and gutters between them even ones.
  private record Track(int net, int from, int to) {}

  /// Where a net touches a cell.
  private record Port(Cell cell, boolean isRight, int net) {
    int gutter() {
      return isRight ? cell.column() + 1 : cell.column();
    }
  }

  /// The ways of one net.
  private record Way(Port target, List<Port> sources, int channel) {
    boolean isInOneGutter() {
      return sources.stream().allMatch(source -> source.gutter() == target.gutter());
    }

    List<Port> ports() {
      List<Port> ports = new ArrayList<>(sources);
      ports.add(target);
      return ports;
    }
  }

  private static final double PORT_GAP = 9;
  private static final double PORT_INSET = 14;

  private final List<Way> ways = new ArrayList<>();
  private final Map<Integer, List<Track>> gutters = new TreeMap<>();
  private final Map<Integer, List<Track>> channels = new TreeMap<>();
  private final Map<Integer, Map<Integer, Integer>> gutterLanes;
  private final Map<Integer, Map<Integer, Integer>> channelLanes;

  private GridRoutes(List<Net> nets) {
    for (int i = 0; i < nets.size(); i++) {
      ways.add(way(nets.get(i), i));
      track(ways.get(i), i);
    }
    gutterLanes = lanes(gutters);
    channelLanes = lanes(channels);
  }

  /// Assigns a lane to each part of each net.
  public static GridRoutes of(List<Net> nets) {
    return new GridRoutes(nets);
  }

  public int gutterLanes(int gutter) {
    return count(gutterLanes, gutter);
  }

  public int channelLanes(int channel) {
    return count(channelLanes, channel);
  }

  /// The line from a source of a net to its target.
  public List<Point> path(int net, int source, Geometry geometry) {
    Way way = ways.get(net);
    Port from = way.sources().get(source);
    Point start = place(from, geometry);
    Point end = place(way.target(), geometry);
    double x = laneX(from, net, geometry);
    List<Point> points = new ArrayList<>(List.of(start, new Point(x, start.y())));
    if (from.gutter() != way.target().gutter()) {
      double y = geometry.laneY(way.channel(), lane(channelLanes, way.channel(), net));
      points.add(new Point(x, y));
      x = laneX(way.target(), net, geometry);
      points.add(new Point(x, y));
    }
    points.add(new Point(x, end.y()));
    points.add(end);
    return points;
  }

  private static Way way(Net net, int index) {
    int column = net.target().column();
    long onRight = net.sources().stream().filter(each -> each.column() > column).count();
    boolean isRight = 2 * onRight > net.sources().size();
    Port target = new Port(net.target(), isRight, index);
    List<Port> sources =
        net.sources().stream()
            .map(cell -> new Port(cell, isRightward(cell, column, isRight), index))
            .toList();
    return new Way(target, sources, channel(net, sources, target));
  }

  /// A source leaves on the side that is nearer to the target.
  private static boolean isRightward(Cell source, int column, boolean isTargetRight) {
    return source.column() == column ? isTargetRight : source.column() < column;
  }

  /// The channel above or below the target, whichever needs the shorter ways.
  private static int channel(Net net, List<Port> sources, Port target) {
    int above = net.target().row();
    ToIntFunction<Integer> length =
        channel ->
            sources.stream()
                .filter(source -> source.gutter() != target.gutter())
                .mapToInt(source -> Math.abs(2 * source.cell().row() + 1 - 2 * channel))
                .sum();
    return length.applyAsInt(above) <= length.applyAsInt(above + 1) ? above : above + 1;
  }

  private void track(Way way, int net) {
    Map<Integer, List<Integer>> positions = new TreeMap<>();
    for (Port port : way.ports()) {
      List<Integer> inGutter = positions.computeIfAbsent(port.gutter(), _ -> new ArrayList<>());
      inGutter.add(2 * port.cell().row() + 1);
      if (!way.isInOneGutter()) {
        inGutter.add(2 * way.channel());
      }
    }
    positions.forEach((gutter, each) -> add(gutters, gutter, net, each));
    if (!way.isInOneGutter()) {
      add(channels, way.channel(), net, positions.keySet().stream().map(each -> 2 * each).toList());
    }
  }

  private static void add(
      Map<Integer, List<Track>> tracks, int place, int net, List<Integer> positions) {
    int from = positions.stream().mapToInt(Integer::intValue).min().orElseThrow();
    int to = positions.stream().mapToInt(Integer::intValue).max().orElseThrow();
    tracks.computeIfAbsent(place, _ -> new ArrayList<>()).add(new Track(net, from, to));
  }

  /// For each gutter or channel the lane of each net: the first one that is free on its whole way.
  private static Map<Integer, Map<Integer, Integer>> lanes(Map<Integer, List<Track>> tracks) {
    Map<Integer, Map<Integer, Integer>> lanes = new TreeMap<>();
    tracks.forEach((place, each) -> lanes.put(place, lanes(each)));
    return lanes;
  }

  private static Map<Integer, Integer> lanes(List<Track> tracks) {
    List<List<Track>> used = new ArrayList<>();
    Map<Integer, Integer> lanes = new TreeMap<>();
    tracks.stream()
        .sorted(
            Comparator.comparingInt((Track track) -> track.to() - track.from())
                .thenComparingInt(Track::from)
                .thenComparingInt(Track::net))
        .forEach(
            track -> {
              int lane = 0;
              while (lane < used.size() && used.get(lane).stream().anyMatch(o -> meets(o, track))) {
                lane++;
              }
              if (lane == used.size()) {
                used.add(new ArrayList<>());
              }
              used.get(lane).add(track);
              lanes.put(track.net(), lane);
            });
    return lanes;
  }

  private static boolean meets(Track one, Track other) {
    return one.from() <= other.to() && other.from() <= one.to();
  }

  private double laneX(Port port, int net, Geometry geometry) {
    return geometry.laneX(port.gutter(), lane(gutterLanes, port.gutter(), net));
  }

  private static int lane(Map<Integer, Map<Integer, Integer>> lanes, int place, int net) {
    return lanes.getOrDefault(place, Map.of()).getOrDefault(net, 0);
  }

  private static int count(Map<Integer, Map<Integer, Integer>> lanes, int place) {
    return lanes.getOrDefault(place, Map.of()).values().stream()
        .mapToInt(lane -> lane + 1)
        .max()
        .orElse(0);
  }

  /// Ports of the left side lie between the heights of those of the right side, so that the ends of
  /// lines in a gutter never lie on each other.
  private Point place(Port port, Geometry geometry) {
    Box box = geometry.cell(port.cell());
    List<Integer> nets =
        ways.stream()
            .flatMap(way -> way.ports().stream())
            .filter(o -> o.cell().equals(port.cell()) && o.isRight() == port.isRight())
            .map(Port::net)
            .distinct()
            .toList();
    double room = box.height() - 2 * PORT_INSET;
    double gap = Math.min(PORT_GAP, room / (nets.size() + 0.5));
    double first = box.y() + PORT_INSET + (port.isRight() ? 0 : gap / 2);
    double y = first + gap * nets.indexOf(port.net());
    return new Point(port.isRight() ? box.right() : box.x(), y);
  }
}
