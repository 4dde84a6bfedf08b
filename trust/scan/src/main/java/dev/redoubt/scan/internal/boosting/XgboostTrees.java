package dev.redoubt.scan.internal.boosting;

import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.MalformedContentException;
import dev.redoubt.scan.internal.secrets.SecretReporter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Receives the events of an XGBoost model, from JSON or UBJSON, and compares the declared counts
/// with the data. From any other document it only receives strings. Source: `doc/model.schema` of
/// XGBoost 3.
final class XgboostTrees {

  private static final int DEPTH = 100;

  /// The split index of a pruned node.
  private static final long PRUNED = Integer.MAX_VALUE;

  private static final Set<String> CHILDREN = Set.of("left_children", "right_children");

  /// Arrays with one entry per node.
  private static final Set<String> NODES =
      Set.of(
          "left_children",
          "right_children",
          "parents",
          "split_indices",
          "split_conditions",
          "split_type",
          "default_left");

  /// An open object or array.
  private static final class Part {
    final String name;
    final boolean array;
    final long at;
    long count;
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;

    /// The declared numbers by name, and the sizes of arrays.
    final Map<String, Long> declared = new HashMap<>();

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
      throw new MalformedContentException(at, "more than `" + DEPTH + "` levels of nested objects");
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
      outer.declared.put(part.name, part.count);
      array(part, outer);
    } else if (isTree(outer)) {
      tree(part, outer.count - 1);
    } else if (part.name.equals("model")) {
      same(part, "trees", "num_trees");
      same(part, "tree_info", "num_trees");
    } else if (part.name.equals("learner")) {
      features(part);
    } else if (part.name.endsWith("_param")) {
      outer.declared.putAll(part.declared);
    }
  }

  /// Whether the numbers of the open part matter; otherwise the caller may skip them.
  boolean needsNumbers() {
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
      part.declared.put(name, whole);
    } else if (whole != PRUNED || !part.name.equals("split_indices")) {
      part.least = Math.min(part.least, whole);
      part.most = Math.max(part.most, whole);
    }
  }

  void text(String name, String value, long at) {
    string(name, value);
    SecretReporter.inspect(value, at, findings);
  }

  /// Receives a string that another check looks at; some numbers are written as strings.
  void string(String name, String value) {
    passed(1);
    if (!open.isEmpty() && !open.getFirst().array && value.matches("-?[0-9]{1,18}")) {
      open.getFirst().declared.put(name, Long.parseLong(value));
    }
  }

  private static boolean isTree(Part outer) {
    return outer.array && outer.name.equals("trees");
  }

  private void array(Part array, Part outer) {
    if (CHILDREN.contains(array.name)) {
      outer.declared.merge("least child", array.least, Math::min);
      outer.declared.merge("last child", array.most, Math::max);
    } else if (array.name.equals("split_indices") && array.most > lastFeature) {
      lastFeature = array.most;
      lastFeatureAt = array.at;
    }
  }

  private static void tree(Part tree, long index) throws MalformedContentException {
    Long nodes = tree.declared.get("num_nodes");
    if (nodes == null) {
      throw new MalformedContentException(
          tree.at, "tree `" + index + "` does not declare its number of nodes");
    }
    for (String name : NODES) {
      long there = tree.declared.getOrDefault(name, nodes);
      if (there != nodes) {
        throw new MalformedContentException(
            tree.at,
            "tree `%d` has `%d` nodes, but `%s` has `%d` entries"
                .formatted(index, nodes, name, there));
      }
    }
    long least = tree.declared.getOrDefault("least child", -1L);
    long most = tree.declared.getOrDefault("last child", -1L);
    if (least < -1 || most >= nodes) {
      throw new MalformedContentException(
          tree.at,
          "tree `%d` of `%d` nodes has the child node `%d`"
              .formatted(index, nodes, least < -1 ? least : most));
    }
  }

  private static void same(Part model, String array, String declared)
      throws MalformedContentException {
    Long there = model.declared.get(array);
    Long wanted = model.declared.get(declared);
    if (there != null && wanted != null && !there.equals(wanted)) {
      throw new MalformedContentException(
          model.at,
          "the model declares `%s` = `%d`, but has `%d` %s"
              .formatted(declared, wanted, there, array));
    }
  }

  private void features(Part learner) throws MalformedContentException {
    long count = learner.declared.getOrDefault("num_feature", 0L);
    if (count > 0 && lastFeature >= count) {
      throw new MalformedContentException(
          lastFeatureAt,
          "a split uses feature `%d`, but the model has `%d` features"
              .formatted(lastFeature, count));
    }
  }
}
