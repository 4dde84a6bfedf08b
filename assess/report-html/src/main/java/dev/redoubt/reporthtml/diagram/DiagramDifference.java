package dev.redoubt.reporthtml.diagram;

import dev.redoubt.findings.diagram.DiagramEdge;
import dev.redoubt.findings.diagram.DiagramNode;
import dev.redoubt.findings.diagram.WorkloadDiagram;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/// What changed between two diagrams of one view. Nodes are matched by their id, edges by their
/// ends and kind, roles also by their name.
///
/// @param union everything of the new diagram, and what only the old one has
/// @param nodes the change of each node that is not the same, by id, in the order of the union
/// @param edges the change of each edge that is not the same
/// @param facts for a changed node what changed, one phrase each: `exposure: private, was public`
public record DiagramDifference(
    WorkloadDiagram union,
    Map<String, DiagramChange> nodes,
    Map<EdgeKey, DiagramChange> edges,
    Map<String, List<String>> facts) {

  /// What identifies an edge.
  ///
  /// @param role the name of the role, of which an identity can have several at one scope; empty
  ///   for another edge
  public record EdgeKey(String from, String to, DiagramEdge.Kind kind, String role) {
    static EdgeKey of(DiagramEdge edge) {
      String role = edge.kind() == DiagramEdge.Kind.ROLE ? edge.label() : "";
      return new EdgeKey(edge.from(), edge.to(), edge.kind(), role);
    }
  }

  public DiagramDifference {
    nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
    edges = Collections.unmodifiableMap(new LinkedHashMap<>(edges));
    facts = Map.copyOf(facts);
  }

  /// Compares two diagrams of one view.
  public static DiagramDifference of(WorkloadDiagram old, WorkloadDiagram changed) {
    if (old.view() != changed.view()) {
      throw new IllegalArgumentException("two views: " + old.view() + ", " + changed.view());
    }
    Map<String, DiagramNode> before = byId(old);
    Map<String, DiagramNode> after = byId(changed);
    Map<String, DiagramChange> nodes = new LinkedHashMap<>();
    Map<String, List<String>> facts = new HashMap<>();
    List<DiagramNode> all = union(old.nodes(), changed.nodes(), before, after);
    for (DiagramNode node : all) {
      DiagramNode was = before.get(node.id());
      DiagramNode is = after.get(node.id());
      if (was == null || is == null) {
        nodes.put(node.id(), was == null ? DiagramChange.ADDED : DiagramChange.REMOVED);
      } else if (!was.equals(is)) {
        nodes.put(node.id(), DiagramChange.CHANGED);
        facts.put(node.id(), facts(was, is));
      }
    }
    Map<EdgeKey, DiagramChange> edges = new LinkedHashMap<>();
    List<DiagramEdge> lines = edges(old.edges(), changed.edges(), edges);
    return new DiagramDifference(
        new WorkloadDiagram(changed.view(), changed.deployment(), all, lines, changed.notes()),
        nodes,
        edges,
        facts);
  }

  /// Whether nothing that the diagrams show differs.
  public boolean isEmpty() {
    return nodes.isEmpty() && edges.isEmpty();
  }

  DiagramChange change(String node) {
    return nodes.getOrDefault(node, DiagramChange.SAME);
  }

  DiagramChange change(DiagramEdge edge) {
    return edges.getOrDefault(EdgeKey.of(edge), DiagramChange.SAME);
  }

  /// The number of nodes and edges with this change.
  public long count(DiagramChange change) {
    return nodes.values().stream().filter(each -> each == change).count()
        + edges.values().stream().filter(each -> each == change).count();
  }

  private static Map<String, DiagramNode> byId(WorkloadDiagram diagram) {
    Map<String, DiagramNode> nodes = new LinkedHashMap<>();
    diagram.nodes().forEach(node -> nodes.put(node.id(), node));
    return nodes;
  }

  /// The new nodes in their order, each removed node after its predecessor in the old order, and
  /// containers first.
  private static List<DiagramNode> union(
      List<DiagramNode> old,
      List<DiagramNode> changed,
      Map<String, DiagramNode> before,
      Map<String, DiagramNode> after) {
    Map<String, List<DiagramNode>> following = new HashMap<>();
    String last = "";
    for (DiagramNode node : old) {
      if (after.containsKey(node.id())) {
        last = node.id();
      } else {
        following.computeIfAbsent(last, _ -> new ArrayList<>()).add(node);
      }
    }
    List<DiagramNode> wanted = new ArrayList<>(following.getOrDefault("", List.of()));
    for (DiagramNode node : changed) {
      wanted.add(node);
      wanted.addAll(following.getOrDefault(node.id(), List.of()));
    }
    List<DiagramNode> ordered = new ArrayList<>();
    Set<String> placed = new HashSet<>();
    for (DiagramNode node : wanted) {
      place(node, before, after, placed, ordered);
    }
    return ordered;
  }

  private static void place(
      DiagramNode node,
      Map<String, DiagramNode> before,
      Map<String, DiagramNode> after,
      Set<String> placed,
      List<DiagramNode> ordered) {
    if (!placed.add(node.id())) {
      return;
    }
    if (node.parent() != null) {
      DiagramNode parent = after.getOrDefault(node.parent(), before.get(node.parent()));
      if (parent != null) {
        place(parent, before, after, placed, ordered);
      }
    }
    ordered.add(node);
  }

  private static List<DiagramEdge> edges(
      List<DiagramEdge> old, List<DiagramEdge> changed, Map<EdgeKey, DiagramChange> changes) {
    Map<EdgeKey, List<DiagramEdge>> before = byKey(old);
    Map<EdgeKey, List<DiagramEdge>> after = byKey(changed);
    after.forEach(
        (key, edges) -> {
          List<DiagramEdge> was = before.get(key);
          if (was == null) {
            changes.put(key, DiagramChange.ADDED);
          } else if (!Set.copyOf(was).equals(Set.copyOf(edges))) {
            changes.put(key, DiagramChange.CHANGED);
          }
        });
    List<DiagramEdge> all = new ArrayList<>(changed);
    before.forEach(
        (key, edges) -> {
          if (!after.containsKey(key)) {
            changes.put(key, DiagramChange.REMOVED);
            all.addAll(edges);
          }
        });
    return all;
  }

  private static Map<EdgeKey, List<DiagramEdge>> byKey(List<DiagramEdge> edges) {
    Map<EdgeKey, List<DiagramEdge>> byKey = new LinkedHashMap<>();
    for (DiagramEdge edge : edges) {
      byKey.computeIfAbsent(EdgeKey.of(edge), _ -> new ArrayList<>()).add(edge);
    }
    return byKey;
  }

  private static List<String> facts(DiagramNode was, DiagramNode is) {
    List<String> facts = new ArrayList<>();
    compare(facts, "name", was, is, DiagramNode::label);
    compare(facts, "type", was, is, DiagramNode::detail);
    compare(facts, "exposure", was, is, node -> node.exposure().word());
    compare(facts, "existence", was, is, node -> node.isCertain() ? "certain" : "uncertain");
    compare(facts, "identities", was, is, node -> list(node.badges()));
    compare(facts, "container", was, is, node -> Objects.requireNonNullElse(node.parent(), "none"));
    compare(facts, "members", was, is, node -> list(node.members()));
    compare(facts, "violations", was, is, node -> list(node.markers().violations()));
    compare(facts, "unknown verdicts", was, is, node -> list(node.markers().unknowns()));
    if (facts.isEmpty()) {
      facts.add("how it is drawn");
    }
    return List.copyOf(facts);
  }

  private static String list(List<String> values) {
    return values.isEmpty() ? "none" : String.join(", ", values);
  }

  private static void compare(
      List<String> facts,
      String name,
      DiagramNode was,
      DiagramNode is,
      Function<DiagramNode, String> value) {
    if (!value.apply(was).equals(value.apply(is))) {
      facts.add(name + ": " + value.apply(is) + ", was " + value.apply(was));
    }
  }
}
