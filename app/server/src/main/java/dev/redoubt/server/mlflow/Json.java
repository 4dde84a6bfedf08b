package dev.redoubt.server.mlflow;

import dev.redoubt.registry.tracking.Entry;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes what many answers have in common.
final class Json {

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static <T> ArrayNode array(Collection<T> items, Function<T, ? extends JsonNode> write) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    items.forEach(item -> array.add(write.apply(item)));
    return array;
  }

  /// Tags and parameters; a list without any is left out, as MLflow has it.
  static void entries(ObjectNode object, String name, Collection<Entry> entries) {
    if (!entries.isEmpty()) {
      object.set(name, array(entries, Json::entry));
    }
  }

  static ObjectNode entry(Entry entry) {
    return object().put("key", entry.key()).put("value", entry.value());
  }

  /// A text, unless there is none.
  static void text(ObjectNode object, String name, @Nullable String text) {
    if (text != null && !text.isEmpty()) {
      object.put(name, text);
    }
  }
}
