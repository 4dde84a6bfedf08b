package dev.redoubt.reporthtml.diagram;

import dev.redoubt.drawing.svg.SvgWriter;
import dev.redoubt.findings.diagram.DiagramEdge;
import dev.redoubt.findings.diagram.DiagramNode;
import dev.redoubt.findings.result.FindingWording;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A diagram in words, as nested HTML lists: the same content as the picture, without names cut
/// short.
final class DiagramText {

  /// More links to findings of one box do not help a reader; the report has filters.
  private static final int MAX_LINKS = 12;

  /// More names of a group are in its list.
  private static final int MAX_MEMBERS = 20;

  private final SvgWriter html;
  private final DrawnDiagram drawn;
  private final DiagramLinks links;

  DiagramText(SvgWriter html, DrawnDiagram drawn, DiagramLinks links) {
    this.html = html;
    this.drawn = drawn;
    this.links = links;
  }

  /// The numbers of changes, a phrase each; a phrase that nothing differs if there is none.
  static List<String> changes(DrawnDiagram drawn) {
    List<String> phrases = new ArrayList<>();
    for (DiagramChange change : DiagramChange.values()) {
      int count = nodes(drawn, change).size() + edges(drawn, change).size();
      if (change != DiagramChange.SAME && count > 0) {
        phrases.add(FindingWording.count(count, "part") + " " + change.word());
      }
    }
    return phrases.isEmpty() ? List.of("nothing in the picture differs") : phrases;
  }

  private static List<DiagramNode> nodes(DrawnDiagram drawn, DiagramChange change) {
    return drawn.diagram().nodes().stream().filter(node -> drawn.change(node) == change).toList();
  }

  private static List<DiagramEdge> edges(DrawnDiagram drawn, DiagramChange change) {
    return drawn.diagram().edges().stream().filter(edge -> drawn.change(edge) == change).toList();
  }

  /// Writes everything.
  void write() {
    html.open("ul").line();
    if (drawn.isDifference()) {
      differences();
    }
    List<DiagramNode> all = drawn.diagram().nodes();
    section("What contains what", children(null), this::tree);
    connections("Reachable from the Internet", DiagramEdge.Kind.PUBLIC_ACCESS);
    connections("Private links", DiagramEdge.Kind.PRIVATE_LINK);
    connections("Traffic into subnets", DiagramEdge.Kind.INTEGRATION);
    connections("Connected networks", DiagramEdge.Kind.PEERING);
    connections("Who may act as an identity from outside", DiagramEdge.Kind.FEDERATION);
    connections("Resources and their identities", DiagramEdge.Kind.RUNS_AS);
    connections("Declared roles", DiagramEdge.Kind.ROLE);
    connections("Resources that use others", DiagramEdge.Kind.USES);
    connections("Encryption with keys of the workload", DiagramEdge.Kind.ENCRYPTED_WITH);
    connections("Logs", DiagramEdge.Kind.LOGS_TO);
    section(
        "Findings",
        all.stream().filter(node -> !NodeWords.findings(node.markers()).isEmpty()).toList(),
        this::findings);
    section("What the picture does not show", drawn.diagram().notes(), html::text);
    html.close();
  }

  private void differences() {
    section("What changed", changes(drawn), html::text);
    for (DiagramChange change : DiagramChange.values()) {
      if (change != DiagramChange.SAME) {
        List<String> parts =
            Stream.concat(
                    nodes(drawn, change).stream().map(this::difference),
                    edges(drawn, change).stream().map(edge -> NodeWords.sentence(edge, drawn)))
                .toList();
        section(change.sign() + " " + change.word(), parts, html::text);
      }
    }
  }

  private String difference(DiagramNode node) {
    String name = node.detail().isEmpty() ? node.label() : node.label() + ", " + node.detail();
    List<String> facts = drawn.facts(node);
    return facts.isEmpty() ? name : name + ": " + String.join("; ", facts);
  }

  private <T> void section(String title, List<T> items, Consumer<? super T> writer) {
    if (items.isEmpty()) {
      return;
    }
    html.open("li").open("b").text(title).close();
    list(items, writer);
    html.close().line();
  }

  private <T> void list(List<T> items, Consumer<? super T> writer) {
    html.open("ul").line();
    for (T item : items) {
      html.open("li");
      writer.accept(item);
      html.close().line();
    }
    html.close();
  }

  private List<DiagramNode> children(@Nullable String parent) {
    return drawn.diagram().nodes().stream()
        .filter(node -> Objects.equals(node.parent(), parent))
        .toList();
  }

  private void tree(DiagramNode node) {
    html.text(NodeWords.sentence(node, drawn));
    List<DiagramNode> children = children(node.id());
    if (!children.isEmpty()) {
      list(children, this::tree);
    }
    if (!node.members().isEmpty()) {
      members(node.members());
    }
  }

  private void connections(String title, DiagramEdge.Kind kind) {
    section(
        title,
        drawn.diagram().edges().stream().filter(edge -> edge.kind() == kind).toList(),
        edge -> html.text(NodeWords.sentence(edge, drawn)));
  }

  /// The findings of a node, each with a link to it if its address is known; of many the first
  /// ones.
  void findings(DiagramNode node) {
    html.text(node.label() + ": " + String.join(", ", NodeWords.findings(node.markers())));
    List<String> targets =
        Stream.concat(node.markers().violations().stream(), node.markers().unknowns().stream())
            .map(links::finding)
            .filter(target -> target != null)
            .toList();
    int shown = Math.min(targets.size(), MAX_LINKS);
    for (int i = 0; i < shown; i++) {
      html.text(i == 0 ? " (" : ", ");
      html.open("a").href(targets.get(i)).text("finding " + (i + 1)).close();
    }
    int more = targets.size() - shown;
    html.text(shown == 0 ? "" : (more > 0 ? " and " + more + " more" : "") + ")");
  }

  /// The names of what a group stands for; of many the first ones, because the opened group has
  /// all.
  private void members(List<String> members) {
    int more = members.size() - MAX_MEMBERS;
    List<String> shown = new ArrayList<>(members.subList(0, Math.min(members.size(), MAX_MEMBERS)));
    if (more > 0) {
      shown.add(FindingWording.count(more, "more member") + ", which the opened group lists");
    }
    list(shown, html::text);
  }
}
