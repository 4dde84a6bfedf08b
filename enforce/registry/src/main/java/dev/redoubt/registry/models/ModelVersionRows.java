package dev.redoubt.registry.models;

import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.gate.transition.ModelStage;
import dev.redoubt.gate.transition.VersionStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Reads model versions from the database.
final class ModelVersionRows {

  /// Without conditions; the version is `o`, joined with the name and the access attributes of its
  /// model.
  static final String SELECT =
      """
      SELECT o.*
      FROM (SELECT v.*, m.name, m.label
        FROM model_version v JOIN registered_model m ON m.id = v.model) o
      """;

  private ModelVersionRows() {}

  /// A row of the table, with its database ids.
  ///
  /// @param model database id of the model
  /// @param bare the version, without tags and aliases
  record Row(long id, long model, ModelVersion bare) {

    static Row of(ResultSet row, int number) throws SQLException {
      return new Row(row.getLong("id"), row.getLong("model"), version(row));
    }

    private static ModelVersion version(ResultSet row) throws SQLException {
      return new ModelVersion(
          row.getString("name"),
          row.getLong("version"),
          row.getString("author"),
          row.getString("author_id"),
          row.getString("description"),
          ModelStage.of(row.getString("stage")),
          row.getString("source"),
          row.getString("location"),
          row.getString("run"),
          row.getString("run_link"),
          row.getString("logged_model"),
          VersionStatus.valueOf(row.getString("status")),
          row.getString("status_message"),
          Instant.ofEpochMilli(row.getLong("creation_timestamp")),
          Instant.ofEpochMilli(row.getLong("last_updated_timestamp")),
          new TreeMap<>(),
          List.of());
    }
  }

  /// Returns the row of a version number.
  ///
  /// @throws RequestRefusedException if there is no such version
  static Row find(JdbcClient sql, RegisteredModelRows.Row model, long number) {
    return sql.sql(SELECT + "WHERE o.model = ? AND o.version = ?")
        .params(model.id(), number)
        .query(Row::of)
        .optional()
        .orElseThrow(
            () ->
                RequestRefusedException.missing(
                    "Model Version (name=" + model.name() + ", version=" + number + ") not found"));
  }

  static ModelVersion get(JdbcClient sql, RegisteredModelRows.Row model, long number) {
    return complete(sql, find(sql, model, number));
  }

  static List<ModelVersion> all(JdbcClient sql, RegisteredModelRows.Row model) {
    return complete(
        sql,
        sql.sql(SELECT + "WHERE o.model = ? ORDER BY o.version")
            .param(model.id())
            .query(Row::of)
            .list());
  }

  static ModelVersion complete(JdbcClient sql, Row row) {
    return complete(sql, List.of(row)).getFirst();
  }

  /// Adds tags and aliases, read with one statement each for all versions.
  static List<ModelVersion> complete(JdbcClient sql, List<Row> rows) {
    List<Long> ids = rows.stream().map(Row::id).toList();
    var tags = TagTable.OF_VERSIONS.of(sql, ids);
    Map<Long, List<String>> aliases = aliases(sql, ids);
    return rows.stream()
        .map(
            row ->
                row.bare()
                    .with(
                        tags.getOrDefault(row.id(), new TreeMap<>()),
                        aliases.getOrDefault(row.id(), List.of())))
        .toList();
  }

  private static Map<Long, List<String>> aliases(JdbcClient sql, List<Long> versions) {
    Map<Long, List<String>> aliases = new HashMap<>();
    IdBatches.query(
        sql,
        "SELECT version, alias FROM model_alias WHERE version IN (ids) ORDER BY alias",
        versions,
        row ->
            aliases
                .computeIfAbsent(row.getLong("version"), _ -> new ArrayList<>())
                .add(row.getString("alias")));
    return aliases;
  }

  /// Returns the latest version of each stage, in the order of the stages, by database id of the
  /// model.
  static Map<Long, List<ModelVersion>> latest(JdbcClient sql, List<Long> models) {
    List<Row> rows = new ArrayList<>();
    IdBatches.query(
        sql,
        SELECT
            + """
            WHERE (o.model, o.stage, o.version) IN (
              SELECT model, stage, MAX(version) FROM model_version
              WHERE model IN (ids) GROUP BY model, stage)
            """,
        models,
        row -> rows.add(Row.of(row, 0)));
    rows.sort(Comparator.comparing(row -> row.bare().stage()));
    List<ModelVersion> versions = complete(sql, rows);
    Map<Long, List<ModelVersion>> latest = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      latest.computeIfAbsent(rows.get(i).model(), _ -> new ArrayList<>()).add(versions.get(i));
    }
    return latest;
  }
}
