package dev.redoubt.registry.models;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The tags of models, or of versions.
///
/// @param table has the columns `key` and `value`
/// @param owner the column of what they belong to
record Tags(String table, String owner) {

  static final Tags OF_MODELS = new Tags("registered_model_tag", "model");
  static final Tags OF_VERSIONS = new Tags("model_version_tag", "version");

  /// By the identifiers of their owners; those without tags are absent.
  Map<Long, SortedMap<String, String>> of(JdbcClient sql, List<Long> owners) {
    Map<Long, SortedMap<String, String>> tags = new HashMap<>();
    String statement =
        "SELECT " + owner + " AS owner, key, value FROM " + table + " WHERE " + owner + " IN (ids)";
    Ids.query(
        sql,
        statement,
        owners,
        row ->
            tags.computeIfAbsent(row.getLong("owner"), _ -> new TreeMap<>())
                .put(row.getString("key"), row.getString("value")));
    return tags;
  }

  void set(JdbcClient sql, long id, String key, String value) {
    String statement =
        "INSERT INTO "
            + table
            + " ("
            + owner
            + ", key, value) VALUES (?, ?, ?) ON CONFLICT ("
            + owner
            + ", key) DO UPDATE SET value = excluded.value";
    sql.sql(statement).params(id, key, value).update();
  }

  void delete(JdbcClient sql, long id, String key) {
    sql.sql("DELETE FROM " + table + " WHERE " + owner + " = ? AND key = ?")
        .params(id, key)
        .update();
  }
}
