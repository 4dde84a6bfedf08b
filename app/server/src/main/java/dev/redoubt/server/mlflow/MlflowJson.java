package dev.redoubt.server.mlflow;

import dev.redoubt.registry.tracking.KeyValue;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// JSON helpers shared by the MLflow endpoints.
final class MlflowJson {

  private MlflowJson() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static <T> ArrayNode array(Collection<T> items, Function<? super T, ? extends JsonNode> write) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    items.forEach(item -> array.add(write.apply(item)));
    return array;
  }

  /// Adds a list; an empty one is omitted, as in MLflow.
  static <T> void list(
      ObjectNode object,
      String name,
      Collection<T> items,
      Function<? super T, ? extends JsonNode> write) {
    if (!items.isEmpty()) {
      object.set(name, array(items, write));
    }
  }

  /// Adds tags or parameters.
  static void entries(ObjectNode object, String name, Collection<KeyValue> entries) {
    list(object, name, entries, MlflowJson::entry);
  }

  /// Adds a number; NaN and infinities are written as in Protocol Buffers JSON.
  static void decimal(ObjectNode object, String name, double value) {
    if (Double.isFinite(value)) {
      object.put(name, value);
    } else {
      object.put(name, Double.toString(value));
    }
  }

  static ObjectNode entry(KeyValue entry) {
    return object().put("key", entry.key()).put("value", entry.value());
  }

  /// Adds a string, unless it is null.
  static void text(ObjectNode object, String name, @Nullable String text) {
    if (text != null && !text.isEmpty()) {
      object.put(name, text);
    }
  }
}
