package dev.redoubt.reporthtml.diagram;

import dev.redoubt.drawing.graph.Box;
import dev.redoubt.drawing.graph.Point;
import dev.redoubt.drawing.svg.SvgWriter;
import dev.redoubt.findings.diagram.DiagramEdge;
import dev.redoubt.findings.diagram.DiagramNode;
import java.util.List;
import java.util.Locale;

/// Draws frames, then lines, then boxes, so that nothing hides a text.
final class LayoutPainter {

  private static final double CORNER = 4;

  private final SvgWriter svg;
  private final DrawnDiagram drawn;
  private final PictureOptions options;
  private final DiagramLinks links;
  private final NodePainter nodes;

  LayoutPainter(SvgWriter svg, DrawnDiagram drawn, DiagramLinks links, PictureOptions options) {
    this.svg = svg;
    this.drawn = drawn;
    this.options = options;
    this.links = links;
    this.nodes = new NodePainter(svg, drawn, links);
  }

  void draw(PictureLayout layout) {
    layout.zones().forEach(this::zone);
    for (DiagramNode node : drawn.diagram().nodes()) {
      Box box = layout.boxes().get(node.id());
      if (box != null && drawn.isContainer(node)) {
        frame(node, box);
      }
    }
    svg.open("g").set("aria-hidden", "true").line();
    layout.drops().forEach(this::drop);
    layout.lines().forEach(line -> line(line, layout));
    layout.lines().forEach(this::bore);
    layout.lines().forEach(this::label);
    layout.drops().forEach(this::tag);
    svg.close().line();
    CardPainter cards = new CardPainter(svg, drawn, links, nodes);
    layout.cards().forEach(cards::draw);
    for (DiagramNode node : drawn.diagram().nodes()) {
      Box box = layout.boxes().get(node.id());
      if (box != null && !drawn.isContainer(node)) {
        nodes.draw(node, box);
      }
    }
  }

  private void frame(DiagramNode node, Box box) {
    switch (node.kind()) {
      case STAGE -> stage(node, box);
      case NETWORK, SUBNET, SCOPE, RESOURCE, GROUP, IDENTITY, OUTSIDE -> container(node, box);
    }
  }

  /// The head of a stage is an arrow to the next one; a foundation has no order.
  private void stage(DiagramNode node, Box box) {
    boolean isStage = LayersBands.isLifecycle(node);
    svg.open("g").set("class", isStage ? "band" : "band foundation");
    nodes.rect("area", box, 6);
    String title = node.label().isEmpty() ? node.id() : node.label();
    String upper = title.toUpperCase(Locale.ROOT);
    if (isStage) {
      head(box);
    }
    nodes.text("stage", upper, box.x() + 12, box.y() + 18, 12, true, box.width() - 24);
    svg.close().line();
  }

  private void head(Box box) {
    double middle = box.y() + LayersLayout.HEADER / 2 - 2;
    String path =
        "M"
            + at(box.x(), box.y())
            + "H"
            + SvgWriter.number(box.right() - 4)
            + "L"
            + at(box.right() + 4, middle)
            + "L"
            + at(box.right() - 4, box.y() + LayersLayout.HEADER - 4)
            + "H"
            + SvgWriter.number(box.x())
            + "z";
    svg.open("path").set("class", "head").set("d", path).close();
  }

  private void zone(PictureLayout.Zone zone) {
    Box box = zone.box();
    boolean isHead = zone.type().equals("head");
    svg.open("g").set("class", isHead ? "band" : "region r-" + zone.type());
    if (isHead) {
      head(box);
    } else if (!zone.type().equals("none")) {
      nodes.rect("area", box, 6);
    }
    if (!zone.title().isEmpty()) {
      String title = isHead ? zone.title().toUpperCase(Locale.ROOT) : zone.title();
      nodes.text(
          isHead ? "stage" : "caption",
          title,
          box.x() + 12,
          box.y() + 18,
          12,
          true,
          box.width() - 20);
    }
    svg.close().line();
  }

  private static String at(double x, double y) {
    return SvgWriter.number(x) + " " + SvgWriter.number(y);
  }

  private void container(DiagramNode node, Box box) {
    String kind = node.kind().name().toLowerCase(Locale.ROOT);
    String change = drawn.isDifference() ? " c-" + drawn.change(node).word() : "";
    svg.open("g").set("class", "frame f-" + kind + (node.isCertain() ? "" : " maybe") + change);
    svg.open("title").text(NodeWords.sentence(node, drawn)).close();
    nodes.rect("area", box, node.kind() == DiagramNode.Kind.NETWORK ? 10 : 7);
    nodes.glyph(DiagramGlyphs.path(node.symbol()), box.x() + 9, box.y() + 8, 15);
    double room = box.width() - 38;
    double x = box.x() + 29;
    nodes.text("head", node.label(), x, box.y() + 20, NodePainter.NAME_SIZE, true, room);
    double y = box.y() + 33;
    for (String line : NetworkLayout.details(node, box.width())) {
      nodes.text("detail", line, x, y, NodePainter.DETAIL_SIZE, false, room);
      y += NetworkLayout.DETAIL_LINE;
    }
    nodes.markers(node.markers(), box);
    nodes.change(drawn.change(node), box.x() + 10, box.y());
    svg.close().line();
  }

  private void drop(PictureLayout.Drop drop) {
    svg.open("g").set("class", "line l-public_access" + (drop.isCertain() ? "" : " maybe"));
    path(drop.points(), "public");
    svg.close().line();
  }

  private void tag(PictureLayout.Drop drop) {
    svg.open("g").set("class", "line l-public_access");
    Point end = drop.points().getLast();
    String text = drop.text();
    double width = NodePainter.width(text, 10.5, true) + 12;
    nodes.rect("tag", new Box(end.x() + 7, end.y() - 19, width, 16), 8);
    nodes.text("tagged", text, end.x() + 13, end.y() - 7.5, 10.5, true, width - 11);
    svg.close().line();
  }

  private void line(PictureLayout.Line line, PictureLayout layout) {
    DiagramEdge edge = line.edge();
    String kind = edge.kind().name().toLowerCase(Locale.ROOT);
    DiagramChange change = drawn.change(edge);
    svg.open("g")
        .set(
            "class",
            "line l-"
                + kind
                + (edge.isCertain() ? "" : " maybe")
                + (drawn.isDifference() ? " c-" + change.word() : ""));
    svg.open("title").text(NodeWords.sentence(edge, drawn)).close();
    if (edge.kind() == DiagramEdge.Kind.PRIVATE_LINK) {
      pipe(line.points(), layout);
    } else {
      path(line.points(), arrow(edge.kind()));
    }
    for (Point junction : line.junctions()) {
      svg.open("circle").set("class", "dot").set("cx", junction.x()).set("cy", junction.y());
      svg.set("r", 2.2).close();
    }
    svg.close().line();
  }

  private static String arrow(DiagramEdge.Kind kind) {
    return switch (kind) {
      case PUBLIC_ACCESS -> "public";
      case PRIVATE_LINK, INTEGRATION -> "link";
      case ROLE -> "role";
      case FEDERATION -> "federation";
      case PEERING -> "";
      case USES, LOGS_TO, ENCRYPTED_WITH, RUNS_AS -> "uses";
    };
  }

  /// A private link is a pipe: a wide line with a light one in it, and a collar where it goes
  /// through the wall of a network or a subnet.
  private void pipe(List<Point> points, PictureLayout layout) {
    svg.open("path").set("class", "pipe").set("d", rounded(points)).close();
    for (DiagramNode node : drawn.diagram().nodes()) {
      Box wall = layout.boxes().get(node.id());
      if (wall != null && drawn.isContainer(node)) {
        for (int i = 1; i < points.size(); i++) {
          collar(points.get(i - 1), points.get(i), wall.x(), wall);
          collar(points.get(i - 1), points.get(i), wall.right(), wall);
        }
      }
    }
  }

  /// The inside of a pipe, after the outsides of all pipes, so that pipes that meet are open to
  /// each other.
  private void bore(PictureLayout.Line line) {
    if (line.edge().kind() == DiagramEdge.Kind.PRIVATE_LINK) {
      svg.open("path").set("class", "bore").set("d", rounded(line.points())).close().line();
    }
  }

  private void collar(Point start, Point end, double x, Box wall) {
    boolean isThrough =
        start.y() == end.y()
            && Math.min(start.x(), end.x()) < x
            && Math.max(start.x(), end.x()) > x
            && start.y() > wall.y()
            && start.y() < wall.bottom();
    if (isThrough) {
      nodes.rect("collar", new Box(x - 2.5, start.y() - 6, 5, 12), 1.5);
    }
  }

  private void path(List<Point> points, String arrow) {
    svg.open("path").set("class", "wire").set("d", rounded(points));
    if (!arrow.isEmpty()) {
      svg.set("marker-end", PictureMarkers.reference(options.idPrefix(), arrow));
    }
    svg.close();
  }

  /// A line with round corners.
  static String rounded(List<Point> points) {
    StringBuilder path = new StringBuilder("M" + at(points.getFirst().x(), points.getFirst().y()));
    for (int i = 1; i < points.size() - 1; i++) {
      Point before = points.get(i - 1);
      Point corner = points.get(i);
      Point after = points.get(i + 1);
      double in = Math.min(CORNER, distance(before, corner) / 2);
      double out = Math.min(CORNER, distance(corner, after) / 2);
      Point start = toward(corner, before, in);
      Point end = toward(corner, after, out);
      path.append('L').append(at(start.x(), start.y()));
      path.append('Q').append(at(corner.x(), corner.y())).append(' ').append(at(end.x(), end.y()));
    }
    Point last = points.getLast();
    return path.append('L').append(at(last.x(), last.y())).toString();
  }

  private static double distance(Point one, Point other) {
    return Math.hypot(one.x() - other.x(), one.y() - other.y());
  }

  private static Point toward(Point from, Point to, double length) {
    double distance = distance(from, to);
    if (distance == 0) {
      return from;
    }
    double share = length / distance;
    return new Point(
        from.x() + (to.x() - from.x()) * share, from.y() + (to.y() - from.y()) * share);
  }

  private void label(PictureLayout.Line line) {
    Box box = line.label();
    if (box == null) {
      return;
    }
    DiagramChange change = drawn.change(line.edge());
    svg.open("g")
        .set(
            "class",
            "label"
                + (line.edge().isCertain() ? "" : " maybe")
                + (drawn.isDifference() ? " c-" + change.word() : ""));
    svg.open("title").text(NodeWords.sentence(line.edge(), drawn)).close();
    nodes.rect("tag", box, 6);
    double y = box.y() + 12.5;
    for (String text : NetworkLayout.labels(line.edge())) {
      nodes.text("word", text, box.x() + 7, y, NodePainter.CHIP_SIZE, false, box.width() - 8);
      y += NetworkLayout.LABEL_LINE;
    }
    svg.close().line();
  }
}
