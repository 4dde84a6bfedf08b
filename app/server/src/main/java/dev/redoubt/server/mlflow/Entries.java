package dev.redoubt.server.mlflow;

import dev.redoubt.http.route.Fields;
import dev.redoubt.registry.tracking.Entry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads parameters and tags.
final class Entries {

  private Entries() {}

  /// Those of a list.
  static List<Entry> of(Fields fields, String name) {
    return fields.objects(name).stream().map(Entries::one).toList();
  }

  /// One with its key and value as fields; a value that is not there is empty.
  static Entry one(Fields fields) {
    return new Entry(fields.required("key"), fields.text("value"));
  }

  /// Those of a list, by key; of equal keys the last one counts.
  static Map<String, String> map(Fields fields, String name) {
    Map<String, String> map = new LinkedHashMap<>();
    of(fields, name).forEach(entry -> map.put(entry.key(), entry.value()));
    return map;
  }
}
