package dev.redoubt.engine.diagram;

import dev.redoubt.findings.diagram.DiagramNode;
import dev.redoubt.findings.inventory.Exposure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes a picture small enough to read: equal types of one place become groups, the largest number
/// first.
final class NodeGroups {

  /// So many nodes of a minor type in one place are always a group.
  private static final int MINOR_GROUP = 3;

  private final Picture picture;
  private final int most;

  private record Alike(@Nullable String parent, DiagramNode.Kind kind, String words) {}

  private NodeGroups(Picture picture, int most) {
    this.picture = picture;
    this.most = most;
  }

  /// @param most the most nodes that the picture may have
  static void apply(Picture picture, int most) {
    NodeGroups groups = new NodeGroups(picture, most);
    groups.groupMinor();
    groups.groupUntilReadable();
    if (picture.nodes.size() > most) {
      groups.dissolveContainers();
      groups.groupUntilReadable();
    }
    groups.dropRest();
  }

  private void groupMinor() {
    for (List<DrawnNode> each : alike().values()) {
      if (each.size() >= MINOR_GROUP && each.getFirst().isMinor) {
        group(each);
      }
    }
  }

  private void groupUntilReadable() {
    if (picture.nodes.size() <= most) {
      return;
    }
    List<List<DrawnNode>> largest = new ArrayList<>(alike().values());
    largest.sort(Comparator.comparingInt((List<DrawnNode> each) -> -each.size()));
    for (List<DrawnNode> each : largest) {
      if (picture.nodes.size() > most && each.size() > 1) {
        group(each);
      }
    }
  }

  /// The nodes that contain no others, by what they have in common, in the order of the picture.
  private Map<Alike, List<DrawnNode>> alike() {
    Set<String> containers = new HashSet<>();
    picture.nodes.values().forEach(each -> containers.add(String.valueOf(each.parent)));
    Map<Alike, List<DrawnNode>> all = new LinkedHashMap<>();
    for (DrawnNode each : picture.nodes.values()) {
      boolean mayBeGrouped =
          !containers.contains(each.id)
              && each.kind != DiagramNode.Kind.STAGE
              && each.kind != DiagramNode.Kind.GROUP
              && !each.id.equals(Picture.INTERNET);
      if (mayBeGrouped) {
        all.computeIfAbsent(new Alike(each.parent, each.kind, each.words), _ -> new ArrayList<>())
            .add(each);
      }
    }
    return all;
  }

  private void group(List<DrawnNode> members) {
    DrawnNode first = members.getFirst();
    boolean isOfResources = first.resource != null;
    DrawnNode group =
        new DrawnNode(
            "group:%s/%s".formatted(first.parent == null ? "" : first.parent, first.words),
            isOfResources ? DiagramNode.Kind.GROUP : first.kind,
            first.symbol,
            Plural.of(members.size(), first.words),
            first.words);
    group.parent = first.parent;
    group.exposure = worst(members);
    group.isCertain = members.stream().allMatch(each -> each.isCertain);
    Map<String, String> moved = new HashMap<>();
    for (DrawnNode each : members) {
      group.members.add(each);
      group.marked.addAll(each.marked);
      each.badges.stream()
          .filter(badge -> !group.badges.contains(badge))
          .forEach(group.badges::add);
      moved.put(each.id, group.id);
    }
    replace(first.id, group, moved);
    moveLines(moved);
  }

  private static Exposure worst(List<DrawnNode> members) {
    for (Exposure each :
        List.of(Exposure.PUBLIC, Exposure.UNKNOWN, Exposure.RESTRICTED, Exposure.PRIVATE)) {
      if (members.stream().anyMatch(node -> node.exposure == each)) {
        return each;
      }
    }
    return Exposure.NONE;
  }

  /// Puts a node in the place of another one and removes those that moved into it.
  private void replace(String before, DrawnNode node, Map<String, String> moved) {
    Map<String, DrawnNode> kept = new LinkedHashMap<>();
    picture.nodes.forEach(
        (id, each) -> {
          if (id.equals(before)) {
            kept.put(node.id, node);
          } else if (!moved.containsKey(id)) {
            kept.put(id, each);
          }
        });
    picture.nodes.clear();
    picture.nodes.putAll(kept);
  }

  private void moveLines(Map<String, String> moved) {
    Map<Picture.Line, Picture.LineText> before = new LinkedHashMap<>(picture.lines);
    picture.lines.clear();
    before.forEach(
        (line, text) -> {
          String from = moved.getOrDefault(line.from(), line.from());
          String to = moved.getOrDefault(line.to(), line.to());
          picture.connect(from, to, line.kind(), "", text.isCertain());
          text.labels()
              .forEach(label -> picture.connect(from, to, line.kind(), label, text.isCertain()));
        });
  }

  /// Subnets and networks lose what they contain to the top, where it is grouped by type.
  private void dissolveContainers() {
    for (DrawnNode each : picture.nodes.values()) {
      DrawnNode parent = each.parent == null ? null : picture.nodes.get(each.parent);
      if (parent != null && parent.kind != DiagramNode.Kind.STAGE) {
        each.parent = null;
      }
    }
  }

  /// What is still too much is not drawn: the last nodes, which are counted.
  private void dropRest() {
    int rest = picture.nodes.size() - most;
    if (rest <= 0) {
      return;
    }
    List<DrawnNode> all = new ArrayList<>(picture.nodes.values()).reversed();
    Map<String, String> dropped = new HashMap<>();
    int resources = 0;
    for (DrawnNode each : all) {
      boolean isContainer = each.kind == DiagramNode.Kind.STAGE || each.id.equals(Picture.INTERNET);
      if (dropped.size() < rest && !isContainer) {
        dropped.put(each.id, "");
        resources +=
            each.resource != null
                ? 1
                : each.kind == DiagramNode.Kind.GROUP ? each.members.size() : 0;
      }
    }
    dropped.keySet().forEach(picture.nodes::remove);
    picture
        .lines
        .keySet()
        .removeIf(line -> dropped.containsKey(line.from()) || dropped.containsKey(line.to()));
    picture.remarks.add(
        Plural.of(resources, "resource") + " not drawn, because the picture would be too large");
  }
}
