package dev.redoubt.registry.tracking;

import dev.redoubt.store.InList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A table of parameters or tags.
///
/// @param table has a column for whose they are, `key` and `value`
/// @param owner that column
record Entries(String table, String owner) {

  static final Entries EXPERIMENT_TAGS = new Entries("experiment_tag", "experiment");
  static final Entries RUN_TAGS = new Entries("run_tag", "run");
  static final Entries RUN_PARAMETERS = new Entries("run_parameter", "run");
  static final Entries MODEL_TAGS = new Entries("logged_model_tag", "model");
  static final Entries MODEL_PARAMETERS = new Entries("logged_model_parameter", "model");

  /// Writes entries over those that are there; of equal keys the last one counts.
  void set(JdbcClient sql, Object id, List<Entry> entries) {
    Map<String, List<Object>> rows = new LinkedHashMap<>();
    entries.forEach(entry -> rows.put(entry.key(), List.of(id, entry.key(), entry.value())));
    Rows.insert(
        sql,
        table + " (" + owner + ", key, value)",
        "ON CONFLICT (" + owner + ", key) DO UPDATE SET value = excluded.value",
        new ArrayList<>(rows.values()));
  }

  /// Writes entries that never change: one with the same value may be there already.
  ///
  /// @param where whose they are, for a message
  void add(JdbcClient sql, Object id, List<Entry> entries, String where) {
    if (entries.isEmpty()) {
      return;
    }
    Map<String, Entry> known = new HashMap<>();
    List<String> keys = entries.stream().map(Entry::key).toList();
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
          .query((row, _) -> new Entry(row.getString(1), row.getString(2)))
          .list()
          .forEach(entry -> known.put(entry.key(), entry));
    }
    List<Entry> fresh = new ArrayList<>();
    for (Entry entry : entries) {
      Entry was = known.putIfAbsent(entry.key(), entry);
      if (was == null) {
        fresh.add(entry);
      } else if (!was.equals(entry)) {
        throw Refusals.changed(was, entry, where);
      }
    }
    set(sql, id, fresh);
  }

  /// Deletes an entry.
  ///
  /// @param where whose it is, for a message
  /// @throws dev.redoubt.access.RefusedException if it is not there
  void delete(JdbcClient sql, Object id, String key, String where) {
    int count =
        sql.sql("DELETE FROM " + table + " WHERE " + owner + " = ? AND key = ?")
            .param(id)
            .param(key)
            .update();
    if (count == 0) {
      throw Refusals.noTag(key, where);
    }
  }

  /// The entries of some owners, each sorted by key; by the owner's id as text.
  Map<String, List<Entry>> of(JdbcClient sql, List<?> ids) {
    Map<String, List<Entry>> all = new HashMap<>();
    RowCallbackHandler row =
        result ->
            all.computeIfAbsent(result.getString(1), _ -> new ArrayList<>())
                .add(new Entry(result.getString(2), result.getString(3)));
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
