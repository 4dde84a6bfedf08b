package dev.redoubt.reporthtml.diagram;

import dev.redoubt.drawing.graph.Box;
import dev.redoubt.drawing.graph.Point;
import dev.redoubt.findings.diagram.DiagramEdge;
import dev.redoubt.findings.diagram.DiagramNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Places the picture of the identities: a lane for each identity, with who may act as it on the
/// left and its declared roles on the right.
///
/// A resource that has several roles or identities appears in several lanes. As one box with lines
/// to all of them, fifty role assignments cannot be read.
final class IdentityLayout {

  static final double HEADER = LayersLayout.HEADER;

  private static final double ACTOR_WIDTH = 150;
  private static final double ACTOR_HEIGHT = 38;
  private static final double ROLE_WIDTH = 204;
  private static final double ROLE_HEIGHT = 44;
  private static final double LINE = 13;
  private static final double GAP = 8;
  private static final double ROW_GAP = 12;
  private static final double ARROW = 40;
  private static final double PADDING = 10;

  /// More roles are in rows below.
  private static final int MOST_ROLES = 4;

  private static final int MANY_ACTORS = 3;

  private final DrawnDiagram drawn;
  private final Map<String, List<DiagramEdge>> actors = new HashMap<>();
  private final Map<String, List<DiagramEdge>> roles = new HashMap<>();
  private final List<DiagramNode> owners = new ArrayList<>();
  private final Set<String> marked = new LinkedHashSet<>();
  private final List<DiagramNode> others = new ArrayList<>();
  private final Map<String, Box> boxes = new HashMap<>();
  private final List<PictureLayout.Card> cards = new ArrayList<>();
  private final List<PictureLayout.Line> lines = new ArrayList<>();
  private final List<PictureLayout.Zone> zones = new ArrayList<>();
  private int actorColumns;
  private int roleColumns;

  private IdentityLayout(DrawnDiagram drawn) {
    this.drawn = drawn;
  }

  static PictureLayout of(DrawnDiagram drawn) {
    IdentityLayout layout = new IdentityLayout(drawn);
    layout.collect();
    double y = layout.owners.isEmpty() ? 0 : HEADER + 4;
    for (DiagramNode owner : layout.owners) {
      y += layout.lane(owner, y) + GAP;
    }
    y = layout.rest(y);
    if (!layout.owners.isEmpty()) {
      layout.heads();
    }
    return new PictureLayout(
        layout.width(), y, layout.boxes, layout.lines, List.of(), layout.zones, layout.cards);
  }

  private void collect() {
    Set<String> shown = new LinkedHashSet<>();
    Set<String> acting = new LinkedHashSet<>();
    for (DiagramEdge edge : drawn.diagram().edges()) {
      switch (edge.kind()) {
        case RUNS_AS, FEDERATION -> {
          actors.computeIfAbsent(edge.to(), _ -> new ArrayList<>()).add(edge);
          acting.add(edge.to());
          shown.add(edge.from());
        }
        case ROLE -> {
          roles.computeIfAbsent(edge.from(), _ -> new ArrayList<>()).add(edge);
          acting.add(edge.from());
          shown.add(edge.to());
        }
        case PRIVATE_LINK, PUBLIC_ACCESS, INTEGRATION, PEERING, USES, LOGS_TO, ENCRYPTED_WITH -> {}
      }
    }
    for (DiagramNode node : drawn.diagram().nodes()) {
      if (acting.contains(node.id()) || node.kind() == DiagramNode.Kind.IDENTITY) {
        owners.add(node);
      } else if (!shown.contains(node.id()) && !drawn.isContainer(node)) {
        others.add(node);
      }
    }
    int most = actors.values().stream().mapToInt(List::size).max().orElse(0);
    actorColumns = most > MANY_ACTORS ? 2 : 1;
    int mostRoles = roles.values().stream().mapToInt(List::size).max().orElse(1);
    roleColumns = Math.min(mostRoles, MOST_ROLES - actorColumns + 1);
  }

  private double identityX() {
    return PADDING + actorColumns * (ACTOR_WIDTH + GAP) - GAP + ARROW;
  }

  private double roleX() {
    return identityX() + NodePainter.WIDTH + 10 + ARROW;
  }

  private double width() {
    return owners.isEmpty()
        ? 4 * (NodePainter.WIDTH + GAP)
        : roleX() + roleColumns * (ROLE_WIDTH + GAP) - GAP + PADDING;
  }

  /// Places the lane of an identity.
  ///
  /// @return its height
  private double lane(DiagramNode owner, double y) {
    List<DiagramEdge> left = actors.getOrDefault(owner.id(), List.of());
    List<DiagramEdge> right = roles.getOrDefault(owner.id(), List.of());
    double box = NodePainter.height(owner, drawn);
    double roleHeight = roleHeight(right);
    double leftHeight = height(left.size(), actorColumns, ACTOR_HEIGHT);
    double rightHeight = height(right.size(), roleColumns, roleHeight);
    double height = Math.max(box, Math.max(leftHeight, rightHeight)) + 2 * PADDING + 2;
    double middle = y + height / 2;
    zones.add(new PictureLayout.Zone("lane", "", new Box(0, y, width(), height)));
    boxes.put(owner.id(), new Box(identityX(), middle - box / 2, NodePainter.WIDTH + 10, box));
    cards(left, false, new Box(PADDING, middle - leftHeight / 2, ACTOR_WIDTH, ACTOR_HEIGHT));
    cards(right, true, new Box(roleX(), middle - rightHeight / 2, ROLE_WIDTH, roleHeight));
    if (!left.isEmpty()) {
      lines.add(arrow(left, identityX() - ARROW + 2, identityX() - 1, middle));
    }
    if (right.isEmpty()) {
      Box place = new Box(roleX() - ARROW / 2, middle - 14, ROLE_WIDTH, 24);
      zones.add(new PictureLayout.Zone("none", "no declared role", place));
    } else {
      double x = identityX() + NodePainter.WIDTH + 10;
      lines.add(arrow(right, x, x + ARROW - 3, middle));
    }
    return height;
  }

  private static double height(int count, int columns, double each) {
    return count == 0 ? 0 : Math.ceilDiv(count, columns) * (each + ROW_GAP) - ROW_GAP;
  }

  /// Names of roles that need two lines make the cards of their lane taller.
  private static double roleHeight(List<DiagramEdge> edges) {
    boolean isAnyLong =
        edges.stream().anyMatch(edge -> CardPainter.roles(edge.label(), ROLE_WIDTH).size() > 1);
    return isAnyLong ? ROLE_HEIGHT + LINE : ROLE_HEIGHT;
  }

  /// Places the cards of one side of a lane.
  ///
  /// @param first the place of the first card
  private void cards(List<DiagramEdge> edges, boolean isRole, Box first) {
    int columns = isRole ? roleColumns : actorColumns;
    // cards of actors end at the arrow, those of roles start at it
    int skipped = isRole ? 0 : Math.max(0, columns - edges.size());
    for (int i = 0; i < edges.size(); i++) {
      DiagramEdge edge = edges.get(i);
      boolean isMarked = marked.add(isRole ? edge.to() : edge.from());
      int column = (i + skipped) % columns;
      int row = i / columns;
      Box box = first.moved(column * (first.width() + GAP), row * (first.height() + ROW_GAP));
      cards.add(new PictureLayout.Card(edge, isRole, isMarked, box));
    }
  }

  /// One arrow for all cards of a side. Its style is that of the edges if they agree.
  private PictureLayout.Line arrow(List<DiagramEdge> edges, double from, double to, double y) {
    DiagramEdge first =
        edges.stream()
            .filter(edge -> drawn.change(edge) == DiagramChange.SAME)
            .findFirst()
            .orElse(edges.getFirst());
    boolean isCertain = edges.stream().anyMatch(DiagramEdge::isCertain);
    DiagramEdge all = new DiagramEdge(first.from(), first.to(), first.kind(), "", isCertain);
    List<Point> points = List.of(new Point(from, y), new Point(to, y));
    return new PictureLayout.Line(all, points, List.of(), null);
  }

  private void heads() {
    double right = identityX() - ARROW / 2;
    zones.add(new PictureLayout.Zone("head", "May act as it", new Box(0, 0, right, HEADER)));
    double roleStart = roleX() - ARROW / 2;
    zones.add(
        new PictureLayout.Zone(
            "head", "Identity", new Box(right + 6, 0, roleStart - right - 6, HEADER)));
    zones.add(
        new PictureLayout.Zone(
            "head", "Declared roles", new Box(roleStart + 6, 0, width() - roleStart - 6, HEADER)));
  }

  /// Nodes without a connection to an identity.
  private double rest(double y) {
    if (others.isEmpty()) {
      return y;
    }
    int columns = Math.max(1, (int) ((width() - 2 * PADDING + GAP) / (NodePainter.WIDTH + GAP)));
    double top = y + 26;
    double height = NodePainter.WITH_CHIPS;
    for (int i = 0; i < others.size(); i++) {
      int row = i / columns;
      double boxX = PADDING + (i % columns) * (NodePainter.WIDTH + GAP);
      double boxY = top + 12 + row * (height + 2 * GAP);
      boxes.put(others.get(i).id(), new Box(boxX, boxY, NodePainter.WIDTH, height));
    }
    double bottom = top + 12 + Math.ceilDiv(others.size(), columns) * (height + 2 * GAP);
    zones.add(
        new PictureLayout.Zone("zone", "Without an identity", new Box(0, y, width(), bottom - y)));
    return bottom + GAP;
  }
}
