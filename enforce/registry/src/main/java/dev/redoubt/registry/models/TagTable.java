package dev.redoubt.registry.models;

import dev.redoubt.access.RequestRefusedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Database table with the tags of models or of versions.
///
/// @param table has the columns `key` and `value`
/// @param owner column with the id of the tagged object
/// @param immutable immutable keys, which can be set on creation only
record TagTable(String table, String owner, Set<String> immutable) {

  static final TagTable OF_MODELS =
      new TagTable("registered_model_tag", "model", PromptModels.OF_MODEL);
  static final TagTable OF_VERSIONS =
      new TagTable("model_version_tag", "version", PromptModels.OF_VERSION);

  /// Returns the tags by id of their owner; owners without tags are absent.
  Map<Long, SortedMap<String, String>> of(JdbcClient sql, List<Long> owners) {
    Map<Long, SortedMap<String, String>> tags = new HashMap<>();
    String statement =
        "SELECT " + owner + " AS owner, key, value FROM " + table + " WHERE " + owner + " IN (ids)";
    IdBatches.query(
        sql,
        statement,
        owners,
        row ->
            tags.computeIfAbsent(row.getLong("owner"), _ -> new TreeMap<>())
                .put(row.getString("key"), row.getString("value")));
    return tags;
  }

  /// Inserts the tags of a new object.
  void addAll(JdbcClient sql, long id, Map<String, String> tags) {
    tags.forEach((key, value) -> put(sql, id, key, value));
  }

  /// Sets a tag of an existing object.
  ///
  /// @throws RequestRefusedException if it would change an immutable tag
  void set(JdbcClient sql, long id, String key, String value) {
    if (immutable.contains(key) && !Optional.of(value).equals(value(sql, id, key))) {
      throw refusal(key);
    }
    put(sql, id, key, value);
  }

  /// Deletes a tag of an existing object, if it has the tag.
  ///
  /// @throws RequestRefusedException if the tag is immutable
  void delete(JdbcClient sql, long id, String key) {
    if (immutable.contains(key)) {
      throw refusal(key);
    }
    sql.sql("DELETE FROM " + table + " WHERE " + owner + " = ? AND key = ?")
        .params(id, key)
        .update();
  }

  private static RequestRefusedException refusal(String key) {
    return RequestRefusedException.invalid(
        "Invalid value '%s' for parameter 'key': the tag is set on creation and cannot be changed"
            .formatted(key));
  }

  private Optional<String> value(JdbcClient sql, long id, String key) {
    return sql.sql("SELECT value FROM " + table + " WHERE " + owner + " = ? AND key = ?")
        .params(id, key)
        .query((row, _) -> row.getString(1))
        .optional();
  }

  private void put(JdbcClient sql, long id, String key, String value) {
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
}
