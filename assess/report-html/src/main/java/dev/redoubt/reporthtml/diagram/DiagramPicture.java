package dev.redoubt.reporthtml.diagram;

import dev.redoubt.drawing.svg.SvgWriter;
import dev.redoubt.findings.diagram.DiagramNode;
import dev.redoubt.findings.diagram.WorkloadDiagram;
import dev.redoubt.findings.inventory.Exposure;
import dev.redoubt.findings.result.FindingWording;
import java.util.ArrayList;
import java.util.List;

/// Draws a diagram as SVG: a title with numbers, the picture, a legend of what occurs in it, and
/// what the picture does not show. Equal diagrams give equal texts.
public final class DiagramPicture {

  private static final double MARGIN = 16;
  private static final double TITLE = 64;

  /// The title and a line of the legend need this width.
  private static final double LEAST_WIDTH = 860;

  private final DrawnDiagram drawn;
  private final PictureOptions options;
  private final SvgWriter svg = new SvgWriter();

  private DiagramPicture(DrawnDiagram drawn, PictureOptions options) {
    this.drawn = drawn;
    this.options = options;
  }

  /// The picture of a deployment.
  public static String svg(WorkloadDiagram diagram, PictureOptions options) {
    return new DiagramPicture(new DrawnDiagram(diagram, null), options).draw();
  }

  /// The picture of what changed. Removed parts keep a place.
  public static String svg(DiagramDifference difference, PictureOptions options) {
    return new DiagramPicture(new DrawnDiagram(difference.union(), difference), options).draw();
  }

  private String draw() {
    PictureLayout layout =
        switch (drawn.diagram().view()) {
          case LAYERS -> LayersLayout.of(drawn);
          case NETWORK -> NetworkLayout.of(drawn);
          case IDENTITY -> IdentityLayout.of(drawn);
        };
    double width = Math.max(LEAST_WIDTH, layout.width()) + 2 * MARGIN;
    PictureLegend legend = new PictureLegend(drawn, layout, width - 2 * MARGIN);
    double legendY = TITLE + layout.height() + 28;
    double height = legendY + legend.height() + MARGIN - 6;
    start(width, height);
    titles(width - 2 * MARGIN);
    translate(MARGIN, TITLE + 6);
    new LayoutPainter(svg, drawn, new DiagramLinks(options, drawn), options).draw(layout);
    svg.close().line();
    translate(MARGIN, legendY);
    legend.draw(svg, new NodePainter(svg, drawn, new DiagramLinks(options, drawn)));
    svg.close().line().close();
    return svg.toText() + "\n";
  }

  private void translate(double x, double y) {
    svg.open("g");
    svg.set("transform", "translate(" + SvgWriter.number(x) + " " + SvgWriter.number(y) + ")");
    svg.line();
  }

  private void start(double width, double height) {
    String id = options.idPrefix();
    String size = SvgWriter.number(width) + " " + SvgWriter.number(height);
    svg.open("svg").set("xmlns", "http://www.w3.org/2000/svg");
    svg.set("class", "redoubt-picture");
    svg.set("viewBox", "0 0 " + size).set("width", width).set("height", height);
    svg.set("role", "group").set("aria-labelledby", id + "-title " + id + "-desc").line();
    svg.open("title").set("id", id + "-title").text(title()).close().line();
    svg.open("desc").set("id", id + "-desc").text(String.join("; ", numbers())).close().line();
    if (!options.isInline()) {
      svg.open("style").css(DiagramStyle.css()).close().line();
    }
    svg.open("rect").set("class", "paper").set("width", width).set("height", height);
    svg.close().line();
    new PictureMarkers(svg, id).define();
  }

  private void titles(double room) {
    NodePainter painter = new NodePainter(svg, drawn, new DiagramLinks(options, drawn));
    painter.text("title", title(), MARGIN, 32, 20, true, room);
    painter.text("subtitle", String.join("  \u00b7  ", numbers()), MARGIN, 52, 12, false, room);
    svg.line();
  }

  private String title() {
    return title(drawn);
  }

  /// What the picture shows, of which deployment.
  static String title(DrawnDiagram drawn) {
    String name = NodePainter.oneLine(drawn.diagram().deployment());
    String what =
        switch (drawn.diagram().view()) {
          case LAYERS -> "life cycle and foundations";
          case NETWORK -> "networks and exposure";
          case IDENTITY -> "identities and declared roles";
        };
    return (name.isEmpty() ? "" : name + ": ") + what + (drawn.isDifference() ? ", changes" : "");
  }

  private List<String> numbers() {
    List<DiagramNode> nodes =
        drawn.diagram().nodes().stream()
            .filter(node -> drawn.change(node) != DiagramChange.REMOVED)
            .toList();
    List<String> numbers = new ArrayList<>();
    if (drawn.isDifference()) {
      numbers.addAll(DiagramText.changes(drawn));
    }
    long resources = nodes.stream().mapToLong(this::resources).sum();
    numbers.add(FindingWording.count(resources, "resource"));
    addIf(numbers, count(nodes, Exposure.PUBLIC), "reachable from the Internet");
    addIf(numbers, count(nodes, Exposure.UNKNOWN), "of unknown exposure");
    long violations = nodes.stream().mapToLong(each -> each.markers().violations().size()).sum();
    long unknowns = nodes.stream().mapToLong(each -> each.markers().unknowns().size()).sum();
    numbers.add(
        violations == 0
            ? "no violation in the picture"
            : FindingWording.count(violations, "violation"));
    if (unknowns > 0) {
      numbers.add(FindingWording.count(unknowns, "unknown verdict"));
    }
    return numbers;
  }

  private long resources(DiagramNode node) {
    return switch (node.kind()) {
      case RESOURCE, NETWORK, SUBNET -> 1;
      case GROUP -> Math.max(1, node.members().size());
      case STAGE, SCOPE, IDENTITY, OUTSIDE -> 0;
    };
  }

  private static long count(List<DiagramNode> nodes, Exposure exposure) {
    return nodes.stream()
        .filter(node -> node.exposure() == exposure && node.kind() != DiagramNode.Kind.OUTSIDE)
        .mapToLong(node -> Math.max(1, node.members().size()))
        .sum();
  }

  private static void addIf(List<String> numbers, long count, String words) {
    if (count > 0) {
      numbers.add(count + " " + words);
    }
  }
}
