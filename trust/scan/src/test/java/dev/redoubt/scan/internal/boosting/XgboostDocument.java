package dev.redoubt.scan.internal.boosting;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A small XGBoost model with a tree of three nodes, in both current formats.
final class XgboostDocument {

  private final Map<String, Object> tree = new TreeMap<>();
  private final Map<String, Object> model = new TreeMap<>();
  private final Map<String, Object> learner = new TreeMap<>();

  XgboostDocument() {
    tree.put("tree_param", new TreeMap<>(Map.of("num_nodes", "3", "size_leaf_vector", "1")));
    tree.put("left_children", new int[] {1, -1, -1});
    tree.put("right_children", new int[] {2, -1, -1});
    tree.put("parents", new int[] {Integer.MAX_VALUE, 0, 0});
    tree.put("split_indices", new int[] {1, 0, Integer.MAX_VALUE});
    tree.put("split_conditions", List.of(0.5f, 0.25f, -0.25f));
    tree.put("id", 0);
    model.put("trees", List.of(tree));
    model.put("tree_info", new int[] {0});
    model.put("gbtree_model_param", Map.of("num_trees", "1", "num_parallel_tree", "1"));
    learner.put("attributes", Map.of("note", "words"));
    learner.put("feature_names", List.of());
    learner.put("gradient_booster", Map.of("model", model, "name", "gbtree"));
    learner.put("learner_model_param", Map.of("num_feature", "2", "base_score", "5E-1"));
  }

  XgboostDocument tree(String name, Object value) {
    tree.put(name, value);
    return this;
  }

  XgboostDocument model(String name, Object value) {
    model.put(name, value);
    return this;
  }

  XgboostDocument learner(String name, Object value) {
    learner.put(name, value);
    return this;
  }

  private Map<String, Object> whole() {
    return new TreeMap<>(Map.of("learner", learner, "version", new int[] {3, 2, 0}));
  }

  byte[] json() {
    return json(whole()).getBytes(StandardCharsets.UTF_8);
  }

  private static String json(Object value) {
    return switch (value) {
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry -> "\"" + entry.getKey() + "\":" + json(entry.getValue()))
              .collect(Collectors.joining(",", "{", "}"));
      case List<?> list ->
          list.stream().map(XgboostDocument::json).collect(Collectors.joining(",", "[", "]"));
      case int[] numbers ->
          java.util.Arrays.stream(numbers)
              .mapToObj(Integer::toString)
              .collect(Collectors.joining(",", "[", "]"));
      case String text -> "\"" + text + "\"";
      default -> value.toString();
    };
  }

  byte[] ubjson() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ubjson(whole(), out);
    return out.toByteArray();
  }

  private static void ubjson(Object value, ByteArrayOutputStream out) {
    switch (value) {
      case Map<?, ?> map -> {
        out.write('{');
        map.forEach(
            (name, inner) -> {
              length(name.toString().length(), out);
              out.writeBytes(name.toString().getBytes(StandardCharsets.UTF_8));
              ubjson(inner, out);
            });
        out.write('}');
      }
      case List<?> list -> {
        out.writeBytes(new byte[] {'[', '#'});
        length(list.size(), out);
        list.forEach(inner -> ubjson(inner, out));
      }
      case int[] numbers -> {
        out.writeBytes(new byte[] {'[', '$', 'l', '#'});
        length(numbers.length, out);
        for (int number : numbers) {
          out.writeBytes(ByteBuffer.allocate(4).putInt(number).array());
        }
      }
      case String text -> {
        out.write('S');
        length(text.length(), out);
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
      }
      case Float number ->
          out.writeBytes(ByteBuffer.allocate(5).put((byte) 'd').putFloat(number).array());
      default ->
          out.writeBytes(
              ByteBuffer.allocate(5).put((byte) 'l').putInt(((Number) value).intValue()).array());
    }
  }

  private static void length(long length, ByteArrayOutputStream out) {
    out.writeBytes(ByteBuffer.allocate(9).put((byte) 'L').putLong(length).array());
  }
}
