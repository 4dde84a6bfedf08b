package dev.redoubt.scan.internal.boosting;

import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.MalformedContentException;
import dev.redoubt.scan.internal.secrets.SecretReporter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Hears a model of XGBoost as it is read, from JSON or UBJSON, and compares what it says of itself
/// with what is there. Of any other document it only hears the texts. Source: `doc/model.schema` of
/// XGBoost 3.
final class XgboostTrees {

  private static final int DEPTH = 100;

  /// The index of a split in a node that was pruned away.
  private static final long PRUNED = Integer.MAX_VALUE;

  private static final Set<String> CHILDREN = Set.of("left_children", "right_children");

  /// Arrays with an entry for each node.
  private static final Set<String> NODES =
      Set.of(
          "left_children",
          "right_children",
          "parents",
          "split_indices",
          "split_conditions",
          "split_type",
          "default_left");

  /// An object or array that is open.
  private static final class Part {
    final String name;
    final boolean array;
    final long at;
    long count;
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;

    /// What it says of itself: numbers by their names; arrays by their sizes.
    final Map<String, Long> said = new HashMap<>();

    Part(String name, boolean array, long at) {
      this.name = name;
      this.array = array;
      this.at = at;
    }
  }

  private final ContentFindings findings;
  private final Deque<Part> open = new ArrayDeque<>();
  private long lastFeature = -1;
  private long lastFeatureAt;

  XgboostTrees(ContentFindings findings) {
    this.findings = findings;
  }

  void start(String name, boolean array, long at) throws MalformedContentException {
    if (open.size() >= DEPTH) {
      throw new MalformedContentException(at, "more than `" + DEPTH + "` objects in each other");
    }
    if (!open.isEmpty()) {
      open.getFirst().count++;
    }
    open.push(new Part(name, array, at));
  }

  void end() throws MalformedContentException {
    Part part = open.pop();
    Part outer = open.peek();
    if (outer == null) {
      return;
    }
    if (part.array) {
      outer.said.put(part.name, part.count);
      array(part, outer);
    } else if (isTree(outer)) {
      tree(part, outer.count - 1);
    } else if (part.name.equals("model")) {
      same(part, "trees", "num_trees");
      same(part, "tree_info", "num_trees");
    } else if (part.name.equals("learner")) {
      features(part);
    } else if (part.name.endsWith("_param")) {
      outer.said.putAll(part.said);
    }
  }

  /// Whether the numbers of what is open matter; if not, they may be passed over.
  boolean wantsNumbers() {
    Part part = open.peek();
    return part != null
        && (!part.array || CHILDREN.contains(part.name) || part.name.equals("split_indices"));
  }

  void passed(long count) {
    if (!open.isEmpty()) {
      open.getFirst().count += count;
    }
  }

  void number(String name, double value) {
    Part part = open.peek();
    if (part == null) {
      return;
    }
    part.count++;
    long whole = (long) value;
    if (!part.array) {
      part.said.put(name, whole);
    } else if (whole != PRUNED || !part.name.equals("split_indices")) {
      part.least = Math.min(part.least, whole);
      part.most = Math.max(part.most, whole);
    }
  }

  void text(String name, String value, long at) {
    said(name, value);
    SecretReporter.inspect(value, at, findings);
  }

  /// Hears a text that somebody else looks at; numbers are written as texts, too.
  void said(String name, String value) {
    passed(1);
    if (!open.isEmpty() && !open.getFirst().array && value.matches("-?[0-9]{1,18}")) {
      open.getFirst().said.put(name, Long.parseLong(value));
    }
  }

  private static boolean isTree(Part outer) {
    return outer.array && outer.name.equals("trees");
  }

  private void array(Part array, Part outer) {
    if (CHILDREN.contains(array.name)) {
      outer.said.merge("least child", array.least, Math::min);
      outer.said.merge("last child", array.most, Math::max);
    } else if (array.name.equals("split_indices") && array.most > lastFeature) {
      lastFeature = array.most;
      lastFeatureAt = array.at;
    }
  }

  private static void tree(Part tree, long index) throws MalformedContentException {
    Long nodes = tree.said.get("num_nodes");
    if (nodes == null) {
      throw new MalformedContentException(
          tree.at, "tree `" + index + "` does not say how many nodes it has");
    }
    for (String name : NODES) {
      long there = tree.said.getOrDefault(name, nodes);
      if (there != nodes) {
        throw new MalformedContentException(
            tree.at,
            "tree `%d` has `%d` nodes, and `%s` for `%d`".formatted(index, nodes, name, there));
      }
    }
    long least = tree.said.getOrDefault("least child", -1L);
    long most = tree.said.getOrDefault("last child", -1L);
    if (least < -1 || most >= nodes) {
      throw new MalformedContentException(
          tree.at,
          "tree `%d` of `%d` nodes has the child `%d`"
              .formatted(index, nodes, least < -1 ? least : most));
    }
  }

  private static void same(Part model, String array, String said) throws MalformedContentException {
    Long there = model.said.get(array);
    Long wanted = model.said.get(said);
    if (there != null && wanted != null && !there.equals(wanted)) {
      throw new MalformedContentException(
          model.at,
          "the model says `%s` is `%d`, and has `%d` %s".formatted(said, wanted, there, array));
    }
  }

  private void features(Part learner) throws MalformedContentException {
    long count = learner.said.getOrDefault("num_feature", 0L);
    if (count > 0 && lastFeature >= count) {
      throw new MalformedContentException(
          lastFeatureAt, "a split by feature `%d` of `%d`".formatted(lastFeature, count));
    }
  }
}
