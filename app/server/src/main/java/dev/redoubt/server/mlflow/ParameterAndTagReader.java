package dev.redoubt.server.mlflow;

import dev.redoubt.http.route.RequestFields;
import dev.redoubt.registry.tracking.KeyValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads parameters and tags.
final class ParameterAndTagReader {

  private ParameterAndTagReader() {}

  /// Those of a list.
  static List<KeyValue> of(RequestFields fields, String name) {
    return fields.objects(name).stream().map(ParameterAndTagReader::one).toList();
  }

  /// One with its key and value as fields; a value that is not there is empty.
  static KeyValue one(RequestFields fields) {
    return new KeyValue(fields.required("key"), fields.text("value"));
  }

  /// Those of a list, by key; of equal keys the last one counts.
  static Map<String, String> map(RequestFields fields, String name) {
    Map<String, String> map = new LinkedHashMap<>();
    of(fields, name).forEach(entry -> map.put(entry.key(), entry.value()));
    return map;
  }
}
