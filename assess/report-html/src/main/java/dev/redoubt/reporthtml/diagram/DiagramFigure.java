package dev.redoubt.reporthtml.diagram;

import dev.redoubt.drawing.svg.SvgWriter;
import dev.redoubt.findings.diagram.DiagramNode;
import dev.redoubt.findings.diagram.WorkloadDiagram;
import java.util.List;

/// A picture in an HTML page: the SVG, the groups that can be opened, and the same content in
/// words. It needs no script. The page has [DiagramStyle#css] and [DiagramStyle#figureCss].
public final class DiagramFigure {

  /// A narrower picture is not made wider than it is.
  private static final double SMALL_WIDTH = 960;

  /// More names are a paragraph, not a list.
  private static final int MANY = 60;

  private DiagramFigure() {}

  /// The figure of a deployment, one `figure` element.
  public static String html(WorkloadDiagram diagram, PictureOptions options) {
    return html(new DrawnDiagram(diagram, null), DiagramPicture.svg(diagram, options), options);
  }

  /// The figure of what changed.
  public static String html(DiagramDifference difference, PictureOptions options) {
    return html(
        new DrawnDiagram(difference.union(), difference),
        DiagramPicture.svg(difference, options),
        options);
  }

  /// What a diagram without boxes says.
  private static String withoutPicture(DrawnDiagram drawn) {
    SvgWriter html = new SvgWriter();
    html.open("figure").set("class", "redoubt-figure").line();
    html.open("figcaption").text(DiagramPicture.title(drawn) + ": nothing to draw").close().line();
    html.open("ul").line();
    for (String note : drawn.diagram().notes()) {
      html.open("li").text(note).close().line();
    }
    html.close().line().close().line();
    return html.toText();
  }

  private static String html(DrawnDiagram drawn, String svg, PictureOptions options) {
    if (drawn.diagram().nodes().isEmpty()) {
      return withoutPicture(drawn);
    }
    DiagramLinks links = new DiagramLinks(options, drawn);
    SvgWriter html = new SvgWriter();
    String label =
        "picture of " + drawn.diagram().view().word() + ", " + drawn.diagram().deployment();
    html.open("figure").set("class", "redoubt-figure").line();
    double width = number(svg, "width");
    String type = width < SMALL_WIDTH ? "picture small" : "picture";
    type += width > 1.15 * number(svg, "height") ? " wide" : "";
    html.open("div").set("class", type).set("role", "region").set("tabindex", "0");
    html.set("aria-label", label).line();
    html.svg(svg).close().line();
    groups(html, drawn, links);
    html.open("details").set("class", "words").line();
    html.open("summary").text("The picture in words").close().line();
    new DiagramText(html, drawn, links).write();
    html.close().line().close().line();
    return html.toText();
  }

  private static double number(String svg, String attribute) {
    String before = " " + attribute + "=\"";
    int start = svg.indexOf(before) + before.length();
    return Double.parseDouble(svg.substring(start, svg.indexOf('"', start)));
  }

  /// A link to a group leads into its list, and browsers open what contains the target of a link.
  private static void groups(SvgWriter html, DrawnDiagram drawn, DiagramLinks links) {
    List<DiagramNode> groups =
        drawn.diagram().nodes().stream().filter(node -> !node.members().isEmpty()).toList();
    for (DiagramNode group : groups) {
      html.open("details").set("class", "words").line();
      html.open("summary").text("Opened: " + group.label()).close().line();
      html.open("ul").set("class", "group").set("id", links.members(group)).line();
      if (group.members().size() > MANY) {
        html.open("li").text(String.join(", ", group.members())).close().line();
      } else {
        for (String member : group.members()) {
          html.open("li").text(member).close().line();
        }
      }
      if (!NodeWords.findings(group.markers()).isEmpty()) {
        html.open("li");
        new DiagramText(html, drawn, links).findings(group);
        html.close().line();
      }
      html.close().line().close().line();
    }
  }
}
