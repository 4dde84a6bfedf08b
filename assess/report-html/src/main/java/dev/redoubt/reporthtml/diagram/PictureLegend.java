package dev.redoubt.reporthtml.diagram;

import dev.redoubt.drawing.graph.Box;
import dev.redoubt.drawing.svg.SvgWriter;
import dev.redoubt.findings.Severity;
import dev.redoubt.findings.diagram.DiagramEdge;
import dev.redoubt.findings.diagram.DiagramNode;
import dev.redoubt.text.TextWrapping;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What the signs of a picture mean, only those that occur, and what the picture does not show.
final class PictureLegend {

  private static final double SIZE = 11;
  private static final double LINE = 22;
  private static final double NOTE_LINE = 16;
  private static final int MOST_NOTES = 6;
  private static final int MOST_NOTE_LINES = 3;

  /// A sign and what it means.
  ///
  /// @param width that of the sign
  private record Entry(Sign sign, double width, String words, double x, double y) {}

  /// Draws a sign from a corner on.
  private interface Sign {
    void draw(NodePainter painter, SvgWriter svg, double x, double y);
  }

  private final DrawnDiagram drawn;
  private final double room;
  private final List<Entry> entries = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private double x;
  private double y;

  PictureLegend(DrawnDiagram drawn, PictureLayout layout, double room) {
    this.drawn = drawn;
    this.room = room;
    chips(layout);
    lines(layout);
    boxes();
    findings();
    changes();
    wrapNotes();
  }

  double height() {
    double legend = entries.isEmpty() ? 0 : y + LINE;
    return legend + (notes.isEmpty() ? 0 : notes.size() * NOTE_LINE + 8);
  }

  private void chips(PictureLayout layout) {
    Set<NodeChips.Kind> kinds = EnumSet.noneOf(NodeChips.Kind.class);
    for (DiagramNode node : drawn.diagram().nodes()) {
      Box box = layout.boxes().get(node.id());
      if (!drawn.isContainer(node) && box != null && box.height() > NodePainter.SMALL) {
        NodeChips.of(node, drawn).forEach(chip -> kinds.add(chip.kind()));
      }
    }
    for (NodeChips.Kind kind : kinds) {
      add(
          22,
          kind.meaning,
          (painter, _, left, top) -> painter.chip(new NodeChips.Chip(kind, ""), left, top, 16));
    }
  }

  private void lines(PictureLayout layout) {
    Set<DiagramEdge.Kind> kinds = EnumSet.noneOf(DiagramEdge.Kind.class);
    layout.lines().forEach(line -> kinds.add(line.edge().kind()));
    layout.cards().forEach(card -> kinds.add(card.edge().kind()));
    if (!layout.drops().isEmpty()) {
      kinds.add(DiagramEdge.Kind.PUBLIC_ACCESS);
    }
    for (DiagramEdge.Kind kind : kinds) {
      add(34, meaning(kind), (_, svg, left, top) -> line(svg, kind, left, top + 7.5));
    }
  }

  private static String meaning(DiagramEdge.Kind kind) {
    return switch (kind) {
      case PRIVATE_LINK -> "private link";
      case PUBLIC_ACCESS -> "public access";
      case INTEGRATION -> "traffic enters a subnet";
      case PEERING -> "peering";
      case USES -> "uses";
      case LOGS_TO -> "logs to";
      case ENCRYPTED_WITH -> "encrypted with a key of";
      case RUNS_AS -> "acts as";
      case ROLE -> "has the role at";
      case FEDERATION -> "may act as";
    };
  }

  private static void line(SvgWriter svg, DiagramEdge.Kind kind, double left, double middle) {
    svg.open("g").set("class", "line l-" + kind.name().toLowerCase(Locale.ROOT));
    String path = "M" + SvgWriter.number(left) + " " + SvgWriter.number(middle) + "h26";
    if (kind == DiagramEdge.Kind.PRIVATE_LINK) {
      svg.open("path").set("class", "pipe").set("d", path).close();
      svg.open("path").set("class", "bore").set("d", path).close();
    } else {
      svg.open("path").set("class", "wire").set("d", path).close();
    }
    svg.close();
  }

  private void boxes() {
    List<DiagramNode> nodes = drawn.diagram().nodes();
    if (nodes.stream().anyMatch(node -> node.kind() == DiagramNode.Kind.GROUP)) {
      add(
          30,
          "several resources",
          (painter, svg, left, top) -> sample(painter, svg, "n", left, top));
    }
    boolean isMaybe =
        nodes.stream().anyMatch(node -> !node.isCertain())
            || drawn.diagram().edges().stream().anyMatch(edge -> !edge.isCertain());
    if (isMaybe) {
      add(
          30,
          "not certain before deployment",
          (painter, svg, left, top) -> sample(painter, svg, "n maybe", left, top));
    }
  }

  private static void sample(
      NodePainter painter, SvgWriter svg, String type, double left, double top) {
    svg.open("g").set("class", type);
    Box box = new Box(left, top + 1, 20, 12);
    if (type.equals("n")) {
      painter.rect("box back", box.moved(3, 3), 3);
    }
    painter.rect("box", box, 3);
    svg.close();
  }

  private void findings() {
    Set<Severity> severities = EnumSet.noneOf(Severity.class);
    boolean isUnknown = false;
    for (DiagramNode node : drawn.diagram().nodes()) {
      Severity worst = node.markers().worst();
      if (worst != null) {
        severities.add(worst);
      }
      isUnknown |= !node.markers().unknowns().isEmpty();
    }
    for (Severity each : List.copyOf(severities).reversed()) {
      mark(each.word(), NodePainter.letter(each), "violations, worst " + each.word());
    }
    if (isUnknown) {
      mark("unknown", "?", "unknown verdicts");
    }
  }

  private void mark(String type, String letter, String words) {
    add(34, words, (painter, _, left, top) -> painter.marker(type, letter, 2, left + 28, top - 1));
  }

  private void changes() {
    if (!drawn.isDifference()) {
      return;
    }
    for (DiagramChange change : DiagramChange.values()) {
      boolean isThere =
          drawn.diagram().nodes().stream().anyMatch(node -> drawn.change(node) == change)
              || drawn.diagram().edges().stream().anyMatch(edge -> drawn.change(edge) == change);
      if (isThere && change != DiagramChange.SAME) {
        double width = NodePainter.width(change.sign() + " " + change.word(), 10, true) + 16;
        add(
            width,
            "since the old version",
            (painter, _, left, top) -> painter.change(change, left, top + 7.5));
      }
    }
  }

  private void add(double sign, String words, Sign drawing) {
    double width = sign + NodePainter.width(words, SIZE, false) * 1.06 + 20;
    if (x > 0 && x + width > room) {
      x = 0;
      y += LINE;
    }
    entries.add(new Entry(drawing, sign, words, x, y));
    x += width;
  }

  private void wrapNotes() {
    int letters = (int) (room / 6);
    List<String> all = drawn.diagram().notes();
    for (String note : all.subList(0, Math.min(MOST_NOTES, all.size()))) {
      String text = NodePainter.oneLine(note);
      List<String> lines =
          TextWrapping.wrap("\u2022 " + text.substring(0, Math.min(2000, text.length())), letters);
      notes.addAll(lines.subList(0, Math.min(MOST_NOTE_LINES, lines.size())));
    }
    if (all.size() > MOST_NOTES) {
      notes.add("\u2022 and " + (all.size() - MOST_NOTES) + " more notes");
    }
  }

  void draw(SvgWriter svg, NodePainter painter) {
    svg.open("g").set("class", "legend").set("aria-hidden", "true").line();
    for (Entry entry : entries) {
      entry.sign().draw(painter, svg, entry.x(), entry.y());
      painter.text(
          "key", entry.words(), entry.x() + entry.width(), entry.y() + 11.5, SIZE, false, 600);
      svg.line();
    }
    svg.close();
    double top = entries.isEmpty() ? 0 : y + LINE + 8;
    for (int i = 0; i < notes.size(); i++) {
      painter.text("note", notes.get(i), 0, top + 8 + i * NOTE_LINE, SIZE, false, room);
      svg.line();
    }
  }
}
