package dev.redoubt.reporthtml.diagram;

import dev.redoubt.findings.diagram.DiagramEdge;
import dev.redoubt.findings.diagram.DiagramNode;
import dev.redoubt.findings.diagram.DiagramSymbol;
import dev.redoubt.findings.diagram.DiagramView;
import dev.redoubt.findings.inventory.Exposure;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The small signs in a box: from where it can be reached, the identities that it acts as, and the
/// connections that would be too many lines.
final class NodeChips {

  /// A sign of a box.
  enum Kind {
    PUBLIC("public", DiagramGlyphs.path(DiagramSymbol.INTERNET), "reachable from the Internet"),
    RESTRICTED("restricted", DiagramGlyphs.FILTER, "reachable from some public addresses"),
    PRIVATE("private", DiagramGlyphs.LOCK, "reachable through private networks only"),
    UNKNOWN("unknown", DiagramGlyphs.QUESTION, "reachability unknown before deployment"),
    LINK("link", DiagramGlyphs.PIPE, "private link"),
    SUBNET("subnet", DiagramGlyphs.path(DiagramSymbol.NETWORK), "traffic enters a subnet"),
    KEY("key", DiagramGlyphs.path(DiagramSymbol.KEYS), "encrypted with a key of the workload"),
    LOGS("logs", DiagramGlyphs.path(DiagramSymbol.MONITORING), "writes its logs"),
    IDENTITY("identity", DiagramGlyphs.path(DiagramSymbol.IDENTITY), "acts as an identity");

    final String word;
    final String glyph;
    final String meaning;

    Kind(String word, String glyph, String meaning) {
      this.word = word;
      this.glyph = glyph;
      this.meaning = meaning;
    }
  }

  /// A sign with its text.
  ///
  /// @param text beside the glyph; empty for the glyph alone
  record Chip(Kind kind, String text) {}

  private NodeChips() {}

  /// The kinds of edges that a view draws as lines; the other ones are chips.
  static Set<DiagramEdge.Kind> lines(DiagramView view) {
    return switch (view) {
      case LAYERS -> EnumSet.of(DiagramEdge.Kind.USES, DiagramEdge.Kind.PEERING);
      case NETWORK, IDENTITY ->
          EnumSet.complementOf(
              EnumSet.of(DiagramEdge.Kind.LOGS_TO, DiagramEdge.Kind.ENCRYPTED_WITH));
    };
  }

  static List<Chip> of(DiagramNode node, DrawnDiagram drawn) {
    List<Chip> chips = new ArrayList<>();
    if (node.kind() == DiagramNode.Kind.OUTSIDE) {
      return chips;
    }
    switch (node.exposure()) {
      case PUBLIC -> chips.add(new Chip(Kind.PUBLIC, Exposure.PUBLIC.word()));
      case RESTRICTED -> chips.add(new Chip(Kind.RESTRICTED, Exposure.RESTRICTED.word()));
      case PRIVATE -> chips.add(new Chip(Kind.PRIVATE, Exposure.PRIVATE.word()));
      case UNKNOWN -> chips.add(new Chip(Kind.UNKNOWN, "exposure?"));
      case NONE -> {}
    }
    Set<DiagramEdge.Kind> lines = lines(drawn.diagram().view());
    addIf(chips, Kind.LINK, !drawn.to(node.id(), DiagramEdge.Kind.PRIVATE_LINK).isEmpty(), lines);
    addIf(chips, Kind.SUBNET, has(node, DiagramEdge.Kind.INTEGRATION, drawn), lines);
    addIf(chips, Kind.KEY, has(node, DiagramEdge.Kind.ENCRYPTED_WITH, drawn), lines);
    addIf(chips, Kind.LOGS, has(node, DiagramEdge.Kind.LOGS_TO, drawn), lines);
    int identities = node.badges().size();
    if (identities > 0) {
      String first = node.badges().getFirst();
      String name = first.equals("system-assigned") ? "system" : first;
      chips.add(new Chip(Kind.IDENTITY, name + (identities > 1 ? " +" + (identities - 1) : "")));
    }
    return chips;
  }

  private static boolean has(DiagramNode node, DiagramEdge.Kind kind, DrawnDiagram drawn) {
    return !drawn.from(node.id(), kind).isEmpty();
  }

  private static void addIf(
      List<Chip> chips, Kind kind, boolean isThere, Set<DiagramEdge.Kind> lines) {
    boolean isLine =
        switch (kind) {
          case LINK -> lines.contains(DiagramEdge.Kind.PRIVATE_LINK);
          case SUBNET -> lines.contains(DiagramEdge.Kind.INTEGRATION);
          case PUBLIC, RESTRICTED, PRIVATE, UNKNOWN, KEY, LOGS, IDENTITY -> false;
        };
    if (isThere && !isLine) {
      chips.add(new Chip(kind, ""));
    }
  }
}
