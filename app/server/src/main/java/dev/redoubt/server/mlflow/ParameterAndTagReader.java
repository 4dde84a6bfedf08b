package dev.redoubt.server.mlflow;

import dev.redoubt.http.route.RequestFields;
import dev.redoubt.registry.tracking.KeyValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads parameters and tags from requests.
final class ParameterAndTagReader {

  private ParameterAndTagReader() {}

  /// Reads a list.
  static List<KeyValue> of(RequestFields fields, String name) {
    return fields.objects(name).stream().map(ParameterAndTagReader::one).toList();
  }

  /// Reads one entry from the fields `key` and `value`; an absent value is empty.
  static KeyValue one(RequestFields fields) {
    return new KeyValue(fields.required("key"), fields.text("value"));
  }

  /// Reads a list as a map; of entries with the same key, the last one wins.
  static Map<String, String> map(RequestFields fields, String name) {
    Map<String, String> map = new LinkedHashMap<>();
    of(fields, name).forEach(entry -> map.put(entry.key(), entry.value()));
    return map;
  }
}
