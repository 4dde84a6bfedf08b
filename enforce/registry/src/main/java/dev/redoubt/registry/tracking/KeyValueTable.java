package dev.redoubt.registry.tracking;

import dev.redoubt.store.InList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Database table with parameters or tags.
///
/// @param table has the columns `key`, `value` and one for the owner
/// @param owner column with the id of the owner
record KeyValueTable(String table, String owner) {

  static final KeyValueTable EXPERIMENT_TAGS = new KeyValueTable("experiment_tag", "experiment");
  static final KeyValueTable RUN_TAGS = new KeyValueTable("run_tag", "run");
  static final KeyValueTable RUN_PARAMETERS = new KeyValueTable("run_parameter", "run");
  static final KeyValueTable MODEL_TAGS = new KeyValueTable("logged_model_tag", "model");
  static final KeyValueTable MODEL_PARAMETERS =
      new KeyValueTable("logged_model_parameter", "model");

  /// Inserts or updates entries; the last one of equal keys wins.
  void set(JdbcClient sql, Object id, List<KeyValue> entries) {
    Map<String, List<Object>> rows = new LinkedHashMap<>();
    entries.forEach(entry -> rows.put(entry.key(), List.of(id, entry.key(), entry.value())));
    BatchInsert.insert(
        sql,
        table + " (" + owner + ", key, value)",
        "ON CONFLICT (" + owner + ", key) DO UPDATE SET value = excluded.value",
        new ArrayList<>(rows.values()));
  }

  /// Inserts immutable entries; an existing entry must have the same value.
  ///
  /// @param where the owner, for a message
  void add(JdbcClient sql, Object id, List<KeyValue> entries, String where) {
    if (entries.isEmpty()) {
      return;
    }
    Map<String, KeyValue> known = new HashMap<>();
    List<String> keys = entries.stream().map(KeyValue::key).toList();
    for (List<String> some : InList.chunks(keys)) {
      sql.sql(
              "SELECT key, value FROM "
                  + table
                  + " WHERE "
                  + owner
                  + " = ? AND key"
                  + InList.of(some))
          .param(id)
          .params(some)
          .query((row, _) -> new KeyValue(row.getString(1), row.getString(2)))
          .list()
          .forEach(entry -> known.put(entry.key(), entry));
    }
    List<KeyValue> fresh = new ArrayList<>();
    for (KeyValue entry : entries) {
      KeyValue was = known.putIfAbsent(entry.key(), entry);
      if (was == null) {
        fresh.add(entry);
      } else if (!was.equals(entry)) {
        throw TrackingErrors.changed(was, entry, where);
      }
    }
    set(sql, id, fresh);
  }

  /// Deletes an entry.
  ///
  /// @param where the owner, for a message
  /// @throws dev.redoubt.access.RequestRefusedException if it does not exist
  void delete(JdbcClient sql, Object id, String key, String where) {
    int count =
        sql.sql("DELETE FROM " + table + " WHERE " + owner + " = ? AND key = ?")
            .param(id)
            .param(key)
            .update();
    if (count == 0) {
      throw TrackingErrors.noTag(key, where);
    }
  }

  /// Returns the entries of some owners, each sorted by key, by the owner's id as text.
  Map<String, List<KeyValue>> of(JdbcClient sql, List<?> ids) {
    Map<String, List<KeyValue>> all = new HashMap<>();
    RowCallbackHandler row =
        result ->
            all.computeIfAbsent(result.getString(1), _ -> new ArrayList<>())
                .add(new KeyValue(result.getString(2), result.getString(3)));
    for (List<?> some : InList.chunks(ids)) {
      sql.sql(
              "SELECT "
                  + owner
                  + ", key, value FROM "
                  + table
                  + " WHERE "
                  + owner
                  + InList.of(some)
                  + " ORDER BY "
                  + owner
                  + ", key")
          .params(some)
          .query(row);
    }
    return all;
  }
}
