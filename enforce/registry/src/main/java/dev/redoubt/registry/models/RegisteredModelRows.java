package dev.redoubt.registry.models;

import dev.redoubt.access.AccessAttributes;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.access.VisibleAttributeIds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Reads registered models from the database.
final class RegisteredModelRows {

  /// Without conditions; the model is `m`.
  static final String SELECT =
      """
      SELECT m.id, m.name, m.description, m.creation_timestamp, m.last_updated_timestamp,
        l.project, l.environment, l.sensitivity
      FROM registered_model m JOIN label l ON l.id = m.label
      """;

  private RegisteredModelRows() {}

  /// A row of the table, with its database ids.
  record Row(
      long id,
      String name,
      AccessAttributes label,
      @Nullable String description,
      Instant created,
      Instant updated) {

    static Row of(ResultSet row, int number) throws SQLException {
      return new Row(
          row.getLong("id"),
          row.getString("name"),
          VisibleAttributeIds.label(row),
          row.getString("description"),
          Instant.ofEpochMilli(row.getLong("creation_timestamp")),
          Instant.ofEpochMilli(row.getLong("last_updated_timestamp")));
    }
  }

  /// Returns the row of a name.
  ///
  /// @throws RequestRefusedException if it does not exist or is not visible, with the same message
  static Row find(JdbcClient sql, VisibleAttributeIds visible, String name) {
    ModelValidation.name(name);
    return sql.sql(SELECT + "WHERE m.name = ? AND " + visible.condition("m.label"))
        .param(name)
        .params(visible.labels())
        .query(Row::of)
        .optional()
        .orElseThrow(() -> missing(name));
  }

  /// Returns a row regardless of visibility.
  static Row named(JdbcClient sql, String name) {
    return sql.sql(SELECT + "WHERE m.name = ?")
        .param(name)
        .query(Row::of)
        .optional()
        .orElseThrow(() -> missing(name));
  }

  private static RequestRefusedException missing(String name) {
    return RequestRefusedException.missing("Registered Model with name=" + name + " not found");
  }

  static RegisteredModel get(JdbcClient sql, long id) {
    return complete(sql, sql.sql(SELECT + "WHERE m.id = ?").param(id).query(Row::of).single());
  }

  static RegisteredModel complete(JdbcClient sql, Row row) {
    return complete(sql, List.of(row)).getFirst();
  }

  /// Adds tags, aliases and latest versions, read with one statement each for all models.
  static List<RegisteredModel> complete(JdbcClient sql, List<Row> rows) {
    List<Long> ids = rows.stream().map(Row::id).toList();
    var tags = TagTable.OF_MODELS.of(sql, ids);
    Map<Long, List<ModelAlias>> aliases = aliases(sql, ids);
    Map<Long, List<ModelVersion>> latest = ModelVersionRows.latest(sql, ids);
    List<RegisteredModel> models = new ArrayList<>();
    for (Row row : rows) {
      models.add(
          new RegisteredModel(
              row.name(),
              row.label(),
              row.description(),
              row.created(),
              row.updated(),
              tags.getOrDefault(row.id(), new TreeMap<>()),
              aliases.getOrDefault(row.id(), List.of()),
              latest.getOrDefault(row.id(), List.of())));
    }
    return models;
  }

  private static Map<Long, List<ModelAlias>> aliases(JdbcClient sql, List<Long> models) {
    Map<Long, List<ModelAlias>> aliases = new HashMap<>();
    IdBatches.query(
        sql,
        """
        SELECT a.model, a.alias, v.version
        FROM model_alias a JOIN model_version v ON v.id = a.version
        WHERE a.model IN (ids) ORDER BY a.alias
        """,
        models,
        row ->
            aliases
                .computeIfAbsent(row.getLong("model"), _ -> new ArrayList<>())
                .add(new ModelAlias(row.getString("alias"), row.getLong("version"))));
    return aliases;
  }

  /// Sets the update time of a model.
  static void touch(JdbcClient sql, Row model, Instant now) {
    sql.sql("UPDATE registered_model SET last_updated_timestamp = ? WHERE id = ?")
        .params(now.toEpochMilli(), model.id())
        .update();
  }
}
