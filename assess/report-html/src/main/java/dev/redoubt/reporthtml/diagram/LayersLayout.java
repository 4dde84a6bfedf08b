package dev.redoubt.reporthtml.diagram;

import dev.redoubt.drawing.graph.Box;
import dev.redoubt.drawing.graph.GridRoutes;
import dev.redoubt.drawing.graph.GridRoutes.Cell;
import dev.redoubt.drawing.graph.Point;
import dev.redoubt.findings.diagram.DiagramEdge;
import dev.redoubt.findings.diagram.DiagramNode;
import dev.redoubt.reporthtml.diagram.LayersBands.Band;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Places the picture of the life cycle: a grid whose columns are the stages, the foundations below
/// them, and the Internet above them.
///
/// It is a grid and no layered graph, because the order of the bands is given and boxes in rows and
/// columns are easier to compare than boxes that follow their lines.
final class LayersLayout implements GridRoutes.Geometry {

  static final double HEADER = 30;

  /// The fewest columns that a row of bands is drawn with fit a screen up to this number.
  private static final int MOST_COLUMNS = 8;

  private static final double BAND_PADDING = 7;
  private static final double LANE = 6;
  private static final double OUTSIDE_HEIGHT = 34;

  private final DrawnDiagram drawn;
  private final LayersBands bands;
  private final List<Band> stages;
  private final List<Band> foundations;
  private final List<DiagramNode> outside;
  private final Map<String, Cell> cells = new LinkedHashMap<>();
  private List<LineBundle> bundles = List.of();
  private final List<int[]> places = new ArrayList<>();
  private final Map<String, Box> boxes = new LinkedHashMap<>();
  private int columns;
  private int stageRows;
  private int rows;
  private GridRoutes routes = GridRoutes.of(List.of());
  private double[] columnX = {};
  private double[] rowY = {};
  private double[] rowHeight = {};

  private LayersLayout(DrawnDiagram drawn) {
    this.drawn = drawn;
    this.bands = new LayersBands(drawn);
    this.stages = bands.stages();
    this.foundations = bands.foundations();
    this.outside = bands.outside();
  }

  static PictureLayout of(DrawnDiagram drawn) {
    LayersLayout layout = new LayersLayout(drawn);
    layout.chooseColumns();
    layout.route();
    layout.measure();
    return layout.placed();
  }

  /// The fewest columns with which the picture is neither wider nor taller than a screen, or those
  /// that come closest to it.
  private void chooseColumns() {
    int least = Math.max(1, Math.max(stages.size(), foundations.size()));
    double best = Double.MAX_VALUE;
    for (int each = least; each <= Math.max(least, MOST_COLUMNS); each++) {
      double height = 88.0 * (rows(stages, each) + rows(foundations, each)) + 330;
      double excess = Math.max(1, Math.max((176 * each + 40) / 1280.0, height / 860));
      if (excess < best) {
        best = excess;
        columns = each;
      }
    }
    place(stages, 0);
    stageRows = rows(stages, columns);
    place(foundations, stageRows);
    rows = stageRows + rows(foundations, columns);
  }

  private static int rows(List<Band> bands, int columns) {
    int[] sizes = sizes(bands);
    return sizes.length == 0 ? 0 : BandColumns.rows(sizes, BandColumns.of(sizes, columns));
  }

  private static int[] sizes(List<Band> bands) {
    return bands.stream().mapToInt(band -> band.nodes().size()).toArray();
  }

  private void place(List<Band> bands, int firstRow) {
    int[] widths = BandColumns.of(sizes(bands), columns);
    int first = 0;
    for (int i = 0; i < bands.size(); i++) {
      List<DiagramNode> nodes = bands.get(i).nodes();
      for (int k = 0; k < nodes.size(); k++) {
        cells.put(nodes.get(k).id(), new Cell(first + k % widths[i], firstRow + k / widths[i]));
      }
      places.add(new int[] {first, first + widths[i] - 1, firstRow});
      first += widths[i];
      if (i == bands.size() - 1) {
        places.getLast()[1] = columns - 1;
      }
    }
  }

  private void route() {
    Set<DiagramEdge.Kind> kinds = NodeChips.lines(drawn.diagram().view());
    List<DiagramEdge> edges =
        drawn.diagram().edges().stream()
            .filter(
                edge ->
                    kinds.contains(edge.kind())
                        && cells.containsKey(edge.from())
                        && cells.containsKey(edge.to())
                        && !edge.from().equals(edge.to()))
            .toList();
    bundles = LineBundle.of(edges);
    routes =
        GridRoutes.of(
            bundles.stream()
                .map(
                    bundle ->
                        new GridRoutes.Net(
                            cell(bundle.hub()), bundle.ends().stream().map(this::cell).toList()))
                .toList());
  }

  private Cell cell(String node) {
    return cells.getOrDefault(node, new Cell(0, 0));
  }

  private void measure() {
    columnX = new double[columns + 1];
    double x = 0;
    for (int i = 0; i <= columns; i++) {
      x += gutter(i);
      columnX[i] = x;
      x += NodePainter.WIDTH;
    }
    rowHeight = new double[rows];
    cells.forEach(
        (id, cell) -> {
          DiagramNode node = drawn.node(id);
          double height = node == null ? 0 : NodePainter.height(node, drawn);
          rowHeight[cell.row()] = Math.max(rowHeight[cell.row()], height);
        });
    rowY = new double[rows + 1];
    double y = stages.isEmpty() ? 0 : top();
    for (int i = 0; i <= rows; i++) {
      y += channel(i);
      rowY[i] = y;
      y += i < rows ? rowHeight[i] : 0;
    }
  }

  /// The space above the bands, with the Internet and its line.
  private double top() {
    return outside.isEmpty() ? 0 : OUTSIDE_HEIGHT + 38;
  }

  private double gutter(int index) {
    double lanes = routes.gutterLanes(index) * LANE;
    boolean isOuter = index == 0 || index == columns;
    return isOuter
        ? Math.max(2 * BAND_PADDING, lanes + 14)
            + (index == 0 && bands.isPublic(foundations) ? 6 : 0)
        : Math.max(24, lanes + 14);
  }

  private double channel(int index) {
    double lanes = routes.channelLanes(index) * LANE;
    if (index == 0 && !stages.isEmpty()) {
      return HEADER + 18 + lanes;
    }
    if (index == stageRows && !foundations.isEmpty()) {
      return BAND_PADDING + corridor() + HEADER + 12 + (stages.isEmpty() ? top() : 0);
    }
    return index == rows ? BAND_PADDING + (lanes > 0 ? lanes + 8 : 0) : 20 + lanes;
  }

  /// The space between stages and foundations.
  private double corridor() {
    return 22 + routes.channelLanes(stageRows) * LANE + (bands.isPublic(foundations) ? 24 : 0);
  }

  @Override
  public Box cell(Cell cell) {
    return new Box(
        columnX[cell.column()], rowY[cell.row()], NodePainter.WIDTH, rowHeight[cell.row()]);
  }

  @Override
  public double laneX(int gutter, int lane) {
    double right = columnX[gutter];
    double lanes = (routes.gutterLanes(gutter) - 1) * LANE;
    return right - gutter(gutter) / 2 - lanes / 2 + lane * LANE;
  }

  @Override
  public double laneY(int channel, int lane) {
    double top = rowY[channel] - channel(channel);
    if (channel == 0 && !stages.isEmpty()) {
      return top + HEADER + 7 + lane * LANE;
    }
    double first = channel == stageRows ? BAND_PADDING + 10 : 8;
    return top + first + lane * LANE;
  }

  private PictureLayout placed() {
    cells.forEach((id, cell) -> boxes.put(id, cell(cell)));
    List<Band> all = new ArrayList<>(stages);
    all.addAll(foundations);
    for (int i = 0; i < all.size(); i++) {
      boxes.put(all.get(i).id(), frame(all.get(i), places.get(i)));
    }
    double x = columnX[0] - BAND_PADDING;
    for (DiagramNode node : outside) {
      boxes.put(node.id(), new Box(x, 0, NodePainter.WIDTH, OUTSIDE_HEIGHT));
      x += NodePainter.WIDTH + 20;
    }
    double width = columnX[columns];
    double height = Math.max(rowY[rows], outside.isEmpty() ? 0 : OUTSIDE_HEIGHT);
    return new PictureLayout(width, height, boxes, drawnLines(), drops(), List.of(), List.of());
  }

  private Box frame(Band band, int[] place) {
    int last = band.isLifecycle() ? stageRows : rows;
    double y = band.isLifecycle() ? rowY[0] - channel(0) : rowY[stageRows] - HEADER - 12;
    double bottom =
        band.isLifecycle() && rows > stageRows
            ? rowY[last] - channel(last) + BAND_PADDING
            : rowY[rows];
    double x = columnX[place[0]] - BAND_PADDING;
    double right = columnX[place[1]] + NodePainter.WIDTH + BAND_PADDING;
    return new Box(x, y, right - x, bottom - y);
  }

  private List<PictureLayout.Line> drawnLines() {
    List<PictureLayout.Line> placed = new ArrayList<>();
    for (int net = 0; net < bundles.size(); net++) {
      LineBundle bundle = bundles.get(net);
      for (int i = 0; i < bundle.edges().size(); i++) {
        List<Point> points = routes.path(net, i, this);
        placed.add(
            new PictureLayout.Line(
                bundle.edges().get(i),
                bundle.isTarget() ? points : points.reversed(),
                List.of(),
                null));
      }
    }
    return placed;
  }

  /// The lines from the Internet: above the stages, and on the left side down to the foundations.
  private List<PictureLayout.Drop> drops() {
    List<PictureLayout.Drop> drops = new ArrayList<>();
    for (List<Band> row : List.of(stages, foundations)) {
      for (Band band : row) {
        List<DiagramEdge> edges = bands.access(band);
        if (!edges.isEmpty()) {
          boolean isAbove = band.isLifecycle() || stages.isEmpty();
          drops.add(LayersDrop.of(band.id(), edges, isAbove, boxes, drawn));
        }
      }
    }
    return drops;
  }
}
