package dev.redoubt.engine.diagram;

import dev.redoubt.estate.ResourceKey;
import dev.redoubt.facts.DeploymentFacts;
import dev.redoubt.facts.ResourceFacts;
import dev.redoubt.findings.diagram.DiagramEdge;
import dev.redoubt.findings.diagram.DiagramNode;
import dev.redoubt.findings.diagram.DiagramSymbol;
import dev.redoubt.findings.inventory.Exposure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A picture while it is made: nodes, lines, and where each resource of the deployment went, so
/// that none is lost.
final class Picture {

  static final String INTERNET = "internet";

  /// The most types that a note lists.
  private static final int MAX_TYPES = 8;

  /// Reasons that are said differently of one resource.
  private static final Map<String, String> ONE =
      Map.of(
          "drawn with their parents", "drawn with its parent",
          "drawn with what they belong to", "drawn with what it belongs to",
          "drawn as lines", "drawn as a line",
          "not drawn as boxes", "not drawn as a box");

  /// A line; lines of one kind between the same nodes are one.
  record Line(String from, String to, DiagramEdge.Kind kind) {}

  /// What is known of a line.
  ///
  /// @param labels in the order in which they were added, each once
  record LineText(List<String> labels, boolean isCertain) {}

  final DeploymentFacts deployment;
  final Map<String, DrawnNode> nodes = new LinkedHashMap<>();
  final Map<Line, LineText> lines = new LinkedHashMap<>();
  final List<String> remarks = new ArrayList<>();

  /// The node that shows a resource: its own, or that of what it belongs to.
  private final Map<ResourceKey, String> places = new LinkedHashMap<>();

  /// How many resources of each type are not nodes, by the reason.
  private final Map<String, Map<String, Integer>> counted = new LinkedHashMap<>();

  Picture(DeploymentFacts deployment) {
    this.deployment = deployment;
  }

  /// The resources that templates declare; services create others themselves.
  static List<ResourceFacts> declared(DeploymentFacts deployment) {
    return deployment.resources().stream().filter(each -> !each.isCreatedByService()).toList();
  }

  /// Adds the node of a resource.
  DrawnNode add(ResourceFacts facts, DiagramNode.Kind kind, @Nullable String parent) {
    return add(DrawnNode.of(facts, kind), facts, parent);
  }

  /// Adds a node that was made for a resource.
  DrawnNode add(DrawnNode node, ResourceFacts facts, @Nullable String parent) {
    node.parent = parent;
    nodes.put(node.id, node);
    places.put(facts.key(), node.id);
    return node;
  }

  /// Adds a card that stands for resources of one type.
  void addGroup(String words, List<ResourceFacts> members, String parent) {
    DrawnNode group =
        new DrawnNode(
            "group:%s/%s".formatted(parent, words),
            DiagramNode.Kind.GROUP,
            members.getFirst().description().symbol(),
            Plural.of(members.size(), words),
            words);
    group.parent = parent;
    nodes.put(group.id, group);
    for (ResourceFacts each : members) {
      DrawnNode member = DrawnNode.of(each, DiagramNode.Kind.RESOURCE);
      group.members.add(member);
      group.marked.add(each.key());
      group.isCertain &= member.isCertain;
      places.put(each.key(), group.id);
    }
  }

  /// Adds a node that is no resource, once.
  DrawnNode add(
      String id, DiagramNode.Kind kind, DiagramSymbol symbol, String label, String words) {
    return nodes.computeIfAbsent(id, _ -> new DrawnNode(id, kind, symbol, label, words));
  }

  /// The resource is shown by the node of another one.
  ///
  /// @param reason why, after "N types": "drawn with their parents"
  void count(ResourceFacts facts, @Nullable String place, String reason) {
    if (place != null) {
      places.put(facts.key(), place);
      DrawnNode node = nodes.get(place);
      if (node != null) {
        node.marked.add(facts.key());
      }
    }
    counted
        .computeIfAbsent(reason, _ -> new TreeMap<>())
        .merge(facts.description().words(), 1, Integer::sum);
  }

  /// The id of the node that shows a resource or the nearest parent of it; null if none does.
  @Nullable String place(@Nullable ResourceKey key) {
    for (ResourceKey here = key; here != null; here = here.parent()) {
      String found = places.get(here);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  boolean isPlaced(ResourceKey key) {
    return places.containsKey(key);
  }

  /// Adds a line between two nodes; nothing if an end is missing or both are the same.
  void connect(
      @Nullable String from,
      @Nullable String to,
      DiagramEdge.Kind kind,
      String label,
      boolean isCertain) {
    if (from == null || to == null || from.equals(to)) {
      return;
    }
    LineText text =
        lines.computeIfAbsent(
            new Line(from, to, kind), _ -> new LineText(new ArrayList<>(), isCertain));
    if (!label.isEmpty() && !text.labels().contains(label)) {
      text.labels().add(label);
    }
    if (isCertain && !text.isCertain()) {
      lines.put(new Line(from, to, kind), new LineText(text.labels(), true));
    }
  }

  /// A line from the Internet to a node that it can reach, dashed if that is unknown.
  void connectInternet(DrawnNode node, ResourceFacts facts) {
    boolean isReached = node.exposure == Exposure.PUBLIC;
    if (!isReached && (node.exposure != Exposure.UNKNOWN || !facts.isEndpointJudged())) {
      return;
    }
    add(INTERNET, DiagramNode.Kind.OUTSIDE, DiagramSymbol.INTERNET, "Internet", "any address");
    connect(
        INTERNET,
        node.id,
        DiagramEdge.Kind.PUBLIC_ACCESS,
        isReached ? "" : "unknown",
        isReached && facts.resource().existence().isCertain());
  }

  /// One sentence for each reason, with the number of resources first.
  List<String> countedNotes() {
    List<String> notes = new ArrayList<>();
    counted.forEach(
        (reason, types) -> {
          int sum = types.values().stream().mapToInt(Integer::intValue).sum();
          String words = sum == 1 ? ONE.getOrDefault(reason, reason) : reason;
          notes.add("%s %s: %s".formatted(Plural.of(sum, "resource"), words, listed(types)));
        });
    return notes;
  }

  /// The most frequent types first.
  private static String listed(Map<String, Integer> types) {
    List<Map.Entry<String, Integer>> all = new ArrayList<>(types.entrySet());
    all.sort(Map.Entry.<String, Integer>comparingByValue().reversed());
    List<String> parts = new ArrayList<>();
    all.stream()
        .limit(MAX_TYPES)
        .forEach(each -> parts.add(Plural.of(each.getValue(), each.getKey())));
    if (all.size() > MAX_TYPES) {
      parts.add(Plural.of(all.size() - MAX_TYPES, "other type"));
    }
    return String.join(", ", parts);
  }
}
