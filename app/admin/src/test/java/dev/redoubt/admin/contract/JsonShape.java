package dev.redoubt.admin.contract;

import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// Lists the keys of a JSON text with their paths and value types: `a.b[].c string`. The values,
/// which differ between calls, are not included.
final class JsonShape {

  private final SortedSet<String> lines = new TreeSet<>();

  private JsonShape() {}

  /// The lines of a document.
  ///
  /// @param name the prefix of each line
  static SortedSet<String> of(String name, JsonNode json) {
    JsonShape shape = new JsonShape();
    shape.add(name + " ", json);
    return shape.lines;
  }

  private void add(String path, JsonNode json) {
    if (json.isObject()) {
      lines.add(path + " object");
      json.properties().forEach(each -> add(below(path, each.getKey()), each.getValue()));
    } else if (json.isArray()) {
      lines.add(path + " array");
      json.forEach(each -> add(path + "[]", each));
    } else {
      lines.add(path + " " + type(json));
    }
  }

  private static String below(String path, String key) {
    return path.endsWith(" ") ? path + key : path + "." + key;
  }

  private static String type(JsonNode json) {
    if (json.isIntegralNumber()) {
      return "integer";
    }
    return switch (json.getNodeType()) {
      case STRING -> "string";
      case NUMBER -> "number";
      case BOOLEAN -> "boolean";
      case NULL -> "null";
      default -> throw new IllegalArgumentException("no JSON: " + json);
    };
  }
}
