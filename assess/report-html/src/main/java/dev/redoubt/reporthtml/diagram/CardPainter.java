package dev.redoubt.reporthtml.diagram;

import dev.redoubt.drawing.graph.Box;
import dev.redoubt.drawing.svg.SvgWriter;
import dev.redoubt.findings.diagram.DiagramEdge;
import dev.redoubt.findings.diagram.DiagramNode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Draws one end of an edge as a small box: who acts as an identity, or a role and where it
/// applies.
record CardPainter(SvgWriter svg, DrawnDiagram drawn, DiagramLinks links, NodePainter nodes) {

  void draw(PictureLayout.Card card) {
    DiagramEdge edge = card.edge();
    DiagramNode node = drawn.node(card.isTarget() ? edge.to() : edge.from());
    if (node == null) {
      return;
    }
    String target = links.of(node);
    if (target != null) {
      svg.open("a").href(target);
    }
    String sentence = NodeWords.sentence(edge, drawn);
    svg.open("g").set("class", classes(edge)).set("role", "img").set("aria-label", sentence);
    svg.open("title").text(sentence).close();
    nodes.rect("box", card.box(), node.kind() == DiagramNode.Kind.OUTSIDE ? 19 : 5);
    content(card, node);
    if (card.isFirst()) {
      nodes.markers(node.markers(), card.box());
    }
    nodes.change(drawn.change(edge), card.box().x() + 8, card.box().y());
    svg.close();
    if (target != null) {
      svg.close();
    }
    svg.line();
  }

  private String classes(DiagramEdge edge) {
    return "n card d-"
        + edge.kind().name().toLowerCase(Locale.ROOT)
        + (edge.isCertain() ? "" : " maybe")
        + (drawn.isDifference() ? " c-" + drawn.change(edge).word() : "");
  }

  private void content(PictureLayout.Card card, DiagramNode node) {
    Box box = card.box();
    double middle = box.middleY();
    nodes.glyph(DiagramGlyphs.path(node.symbol()), box.x() + 8, middle - 8, 16);
    double x = box.x() + 31;
    double room = box.right() - x - 7;
    String second = second(card, node);
    if (second == null) {
      nodes.text("name", node.label(), x, middle + 4, NodePainter.NAME_SIZE, true, room);
    } else if (card.isTarget()) {
      List<String> roles = roles(card.edge().label(), box.width());
      double y = middle - 1 - (roles.size() - 1) * 6.5;
      for (String role : roles) {
        nodes.text("name", role, x, y, 11, true, room);
        y += 13;
      }
      nodes.text("detail", second, x, y + 1, NodePainter.DETAIL_SIZE, false, room);
    } else {
      nodes.text("name", node.label(), x, middle - 0.5, 11, true, room);
      nodes.text("detail", second, x, middle + 12, 10, false, room);
    }
  }

  /// The lines of the names of roles.
  static List<String> roles(String label, double width) {
    return WrappedText.of(label, 11, true, width - 38, 2);
  }

  private static @Nullable String second(PictureLayout.Card card, DiagramNode node) {
    if (card.isTarget()) {
      return card.edge().label().isEmpty() ? null : "at " + node.label();
    }
    String label = card.edge().label().isEmpty() ? node.detail() : card.edge().label();
    return label.isEmpty() ? null : label;
  }
}
