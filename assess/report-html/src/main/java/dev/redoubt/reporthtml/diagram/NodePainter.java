package dev.redoubt.reporthtml.diagram;

import dev.redoubt.drawing.graph.Box;
import dev.redoubt.drawing.svg.SvgWriter;
import dev.redoubt.drawing.svg.TextWidths;
import dev.redoubt.findings.Severity;
import dev.redoubt.findings.diagram.DiagramNode;
import dev.redoubt.findings.diagram.DiagramSymbol;
import dev.redoubt.findings.diagram.DiagramView;
import dev.redoubt.findings.inventory.Exposure;
import java.util.List;
import java.util.Locale;

/// Draws one box: glyph, name, type, chips, and the markers of findings on its upper border.
final class NodePainter {

  static final double NAME_SIZE = 12;
  static final double DETAIL_SIZE = 10.5;
  static final double CHIP_SIZE = 10;
  static final double WITH_CHIPS = 64;
  static final double WITHOUT_CHIPS = 44;
  static final double SMALL = 30;
  static final double WIDTH = 150;

  /// Room for a text in a font that is a little wider than the table of widths.
  private static final double SAFETY = 1.08;

  /// Up to this factor a text is squeezed into its room and not shortened.
  private static final double SQUEEZE = 1.06;

  /// A text that could be wider than its room in the widest common font, which has this factor, is
  /// written with its length, so that every browser fits it in.
  private static final double WIDEST = 1.2;

  private static final double TEXT_X = 38;
  private static final double MARKER_HEIGHT = 17;

  private final SvgWriter svg;
  private final DrawnDiagram drawn;
  private final DiagramLinks links;

  NodePainter(SvgWriter svg, DrawnDiagram drawn, DiagramLinks links) {
    this.svg = svg;
    this.drawn = drawn;
    this.links = links;
  }

  /// The height of a box that holds everything of a node.
  static double height(DiagramNode node, DrawnDiagram drawn) {
    if (isSmall(node)) {
      return SMALL;
    }
    List<NodeChips.Chip> chips = NodeChips.of(node, drawn);
    return chips.isEmpty() || isPlain(chips, drawn) ? WITHOUT_CHIPS : WITH_CHIPS;
  }

  /// A picture of networks has many resources of which nothing but that they are private is worth a
  /// line.
  private static boolean isPlain(List<NodeChips.Chip> chips, DrawnDiagram drawn) {
    return drawn.diagram().view() == DiagramView.NETWORK
        && chips.size() == 1
        && chips.getFirst().kind() == NodeChips.Kind.PRIVATE;
  }

  /// Private endpoints are many and say little but their name.
  private static boolean isSmall(DiagramNode node) {
    return (node.detail().isEmpty() || node.symbol() == DiagramSymbol.PRIVATE_ENDPOINT)
        && node.badges().isEmpty()
        && (node.exposure() == Exposure.NONE || node.kind() == DiagramNode.Kind.OUTSIDE);
  }

  void draw(DiagramNode node, Box box) {
    String target = links.of(node);
    String label = NodeWords.sentence(node, drawn);
    if (target != null) {
      svg.open("a").href(target);
    }
    svg.open("g").set("class", classes(node)).set("role", "img").set("aria-label", label);
    svg.open("title").text(label).close();
    frame(node, box);
    texts(node, box);
    List<NodeChips.Chip> chips = NodeChips.of(node, drawn);
    if (box.height() >= WITH_CHIPS) {
      chips(chips, box);
    } else if (isPlain(chips, drawn)) {
      chip(new NodeChips.Chip(NodeChips.Kind.PRIVATE, ""), box.right() - 21, box.y() + 24, 16);
    }
    markers(node.markers(), box);
    change(drawn.change(node), box.x() + 8, box.y());
    svg.close();
    if (target != null) {
      svg.close();
    }
    svg.line();
  }

  private String classes(DiagramNode node) {
    StringBuilder classes = new StringBuilder("n k-");
    classes.append(node.kind().name().toLowerCase(Locale.ROOT));
    classes.append(" e-").append(node.exposure().word());
    if (node.symbol() == DiagramSymbol.INTERNET) {
      classes.append(" s-internet");
    }
    if (!node.isCertain()) {
      classes.append(" maybe");
    }
    if (drawn.isDifference()) {
      classes.append(" c-").append(drawn.change(node).word());
    }
    return classes.toString();
  }

  private void frame(DiagramNode node, Box box) {
    if (node.kind() == DiagramNode.Kind.GROUP) {
      rect("box back", box.moved(4, 4), 6);
    }
    rect("box", box, node.kind() == DiagramNode.Kind.OUTSIDE ? box.height() / 2 : 6);
    double size = box.height() < WITHOUT_CHIPS ? 16 : 24;
    double y = box.y() + (box.height() < WITHOUT_CHIPS ? (box.height() - size) / 2 : 10);
    glyph(DiagramGlyphs.path(node.symbol()), box.x() + 9, y, size);
  }

  void rect(String type, Box box, double radius) {
    svg.open("rect").set("class", type).set("x", box.x()).set("y", box.y());
    svg.set("width", box.width()).set("height", box.height()).set("rx", radius).close();
  }

  void glyph(String path, double x, double y, double size) {
    svg.open("path").set("class", "glyph").set("d", path);
    svg.set(
        "transform",
        "translate("
            + SvgWriter.number(x)
            + " "
            + SvgWriter.number(y)
            + ") scale("
            + SvgWriter.number(size / 24)
            + ")");
    svg.close();
  }

  private void texts(DiagramNode node, Box box) {
    if (box.height() < WITHOUT_CHIPS) {
      double room = box.width() - 40;
      text("name", node.label(), box.x() + 32, box.middleY() + 4, NAME_SIZE, true, room);
      return;
    }
    double room = box.width() - TEXT_X - 8;
    double x = box.x() + TEXT_X;
    text("name", node.label(), x, box.y() + 21, NAME_SIZE, true, room);
    double detail = box.height() < WITH_CHIPS && isPlain(NodeChips.of(node, drawn), drawn) ? 14 : 0;
    text("detail", node.detail(), x, box.y() + 35, DETAIL_SIZE, false, room - detail);
  }

  /// One line of text that is not wider than the room.
  void text(
      String type, String text, double x, double y, double size, boolean isBold, double room) {
    String shown = TextWidths.fit(oneLine(text), size, isBold, room * SQUEEZE);
    double width = TextWidths.width(shown, size, isBold);
    svg.open("text").set("class", type).set("x", x).set("y", y);
    if (width * WIDEST > room) {
      svg.set("textLength", Math.min(width, room)).set("lengthAdjust", "spacingAndGlyphs");
    }
    svg.text(shown).close();
  }

  static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  static double width(String text, double size, boolean isBold) {
    return TextWidths.width(text, size, isBold) * SAFETY;
  }

  private void chips(List<NodeChips.Chip> chips, Box box) {
    double x = box.x() + 8;
    double end = box.right() - 8;
    for (int i = 0; i < chips.size(); i++) {
      double rest = (chips.size() - i - 1) * 19;
      x += chip(chips.get(i), x, box.y() + 43, end - rest - x) + 3;
    }
  }

  /// Draws a chip that is not wider than the room.
  ///
  /// @return its width
  double chip(NodeChips.Chip chip, double x, double y, double room) {
    double wanted = chip.text().isEmpty() ? 0 : width(oneLine(chip.text()), CHIP_SIZE, false) + 5;
    double text = Math.min(wanted, room - 16);
    boolean isText = wanted > 0 && text >= Math.min(wanted, 42);
    double width = 16 + (isText ? text : 0);
    svg.open("g").set("class", "chip p-" + chip.kind().word);
    svg.open("title").text(chip.kind().meaning + (isText ? "" : " " + chip.text())).close();
    rect("tag", new Box(x, y, width, 15), 7.5);
    glyph(chip.kind().glyph, x + 3, y + 2.5, 10);
    if (isText) {
      text("word", chip.text(), x + 15, y + 11, CHIP_SIZE, false, text - 4);
    }
    svg.close();
    return width;
  }

  /// Markers hang on the upper border of the box, from the right side on.
  void markers(DiagramNode.Markers markers, Box box) {
    double right = box.right() - 6;
    double y = box.y() - MARKER_HEIGHT / 2;
    if (!markers.unknowns().isEmpty()) {
      right -= marker("unknown", "?", markers.unknowns().size(), right, y) + 3;
    }
    Severity worst = markers.worst();
    if (worst != null) {
      marker(worst.word(), letter(worst), markers.violations().size(), right, y);
    }
  }

  static String letter(Severity severity) {
    return severity.name().substring(0, 1);
  }

  /// Draws a marker of findings.
  ///
  /// @param right its right side
  /// @return its width
  double marker(String type, String letter, int count, double right, double y) {
    String number = String.valueOf(count);
    double width = 22 + width(number, CHIP_SIZE, true);
    double x = right - width;
    svg.open("g").set("class", "mark m-" + type);
    rect("tag", new Box(x, y, width, MARKER_HEIGHT), 4);
    svg.open("text").set("class", "letter").set("x", x + 9).set("y", y + 12.5);
    svg.text(letter).close();
    svg.open("text").set("class", "count").set("x", x + 17).set("y", y + 12.5);
    svg.text(number).close().close();
    return width;
  }

  /// A sign with the word of a change, on an upper border.
  void change(DiagramChange change, double x, double middle) {
    if (change == DiagramChange.SAME) {
      return;
    }
    String text = change.sign() + " " + change.word();
    double width = width(text, CHIP_SIZE, true) + 10;
    svg.open("g").set("class", "change w-" + change.word());
    rect("tag", new Box(x, middle - 8, width, 16), 4);
    text("word", text, x + 5, middle + 3.5, CHIP_SIZE, true, width - 9);
    svg.close();
  }
}
