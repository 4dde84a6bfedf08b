package dev.redoubt.registry.tracking;

import dev.redoubt.access.VisibleAttributeIds;
import dev.redoubt.store.SqlInClause;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Reads logged models from the database.
final class LoggedModelRows {

  private static final String FROM =
      " FROM logged_model m JOIN experiment e ON e.id = m.experiment WHERE m.id";

  private static final String SELECT =
      "SELECT m.id, m.experiment, m.name, m.model_type, m.owner, m.source_run, m.status,"
          + " m.status_message, m.lifecycle, m.artifact_uri, m.creation_timestamp,"
          + " m.last_updated_timestamp"
          + FROM;

  private LoggedModelRows() {}

  /// Returns the logged model with an id, even a deleted one.
  ///
  /// @throws dev.redoubt.access.RequestRefusedException if it does not exist for the caller
  static LoggedModel find(JdbcClient sql, VisibleAttributeIds visible, String id) {
    return list(sql, visible, List.of(id)).stream()
        .findFirst()
        .orElseThrow(() -> TrackingErrors.noModel(id));
  }

  /// Returns a logged model that is not deleted.
  static LoggedModel active(JdbcClient sql, VisibleAttributeIds visible, String id) {
    LoggedModel model = find(sql, visible, id);
    if (model.lifecycle() != LifecycleStage.ACTIVE) {
      throw TrackingErrors.noModel(id);
    }
    return model;
  }

  /// Refuses ids of logged models that do not exist for the caller.
  static void check(JdbcClient sql, VisibleAttributeIds visible, List<String> ids) {
    for (List<String> some : SqlInClause.chunks(ids)) {
      List<String> found =
          sql.sql(
                  "SELECT m.id"
                      + FROM
                      + SqlInClause.of(some)
                      + " AND "
                      + visible.condition("e.label"))
              .params(some)
              .params(visible.labels())
              .query((row, _) -> row.getString(1))
              .list();
      for (String id : some) {
        if (!found.contains(id)) {
          throw TrackingErrors.noModel(id);
        }
      }
    }
  }

  /// Returns the complete logged models of some ids, in their order; those that do not exist for
  /// the caller are omitted.
  static List<LoggedModel> list(JdbcClient sql, VisibleAttributeIds visible, List<String> ids) {
    List<LoggedModel> models = new ArrayList<>();
    for (List<String> some : SqlInClause.chunks(ids)) {
      models.addAll(part(sql, visible, some));
    }
    return models;
  }

  private static List<LoggedModel> part(
      JdbcClient sql, VisibleAttributeIds visible, List<String> ids) {
    Map<String, LoggedModel> found = new HashMap<>();
    sql.sql(SELECT + SqlInClause.of(ids) + " AND " + visible.condition("e.label"))
        .params(ids)
        .params(visible.labels())
        .query((row, _) -> read(row))
        .list()
        .forEach(model -> found.put(model.id(), model));
    Map<String, List<KeyValue>> tags = KeyValueTable.MODEL_TAGS.of(sql, ids);
    Map<String, List<KeyValue>> parameters = KeyValueTable.MODEL_PARAMETERS.of(sql, ids);
    Map<String, List<RunMetric>> metrics = metrics(sql, ids);
    List<LoggedModel> models = new ArrayList<>();
    for (String id : ids) {
      LoggedModel model = found.get(id);
      if (model != null) {
        models.add(
            model.with(
                tags.getOrDefault(id, List.of()),
                parameters.getOrDefault(id, List.of()),
                metrics.getOrDefault(id, List.of())));
      }
    }
    return models;
  }

  private static LoggedModel read(ResultSet row) throws SQLException {
    return new LoggedModel(
        row.getString(1),
        row.getLong(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        LoggedModelStatus.valueOf(row.getString(7)),
        row.getString(8),
        LifecycleStage.of(row.getString(9)),
        row.getString(10),
        row.getLong(11),
        row.getLong(12),
        List.of(),
        List.of(),
        List.of());
  }

  private static Map<String, List<RunMetric>> metrics(JdbcClient sql, List<String> ids) {
    Map<String, List<RunMetric>> all = new HashMap<>();
    RowCallbackHandler row =
        result -> {
          Metric.Subject subject =
              new Metric.Subject(result.getString(1), result.getString(8), result.getString(9));
          Metric metric =
              new Metric(
                  result.getString(3),
                  Metric.value(result.getDouble(4), result.getInt(5)),
                  result.getLong(6),
                  result.getLong(7),
                  subject);
          all.computeIfAbsent(subject.model(), _ -> new ArrayList<>())
              .add(new RunMetric(result.getString(2), metric));
        };
    sql.sql(
            "SELECT model, run, key, value, nan, timestamp, step, dataset_name, dataset_digest"
                + " FROM logged_model_metric WHERE model"
                + SqlInClause.of(ids)
                + " ORDER BY model, key, timestamp, step, run, dataset_name, dataset_digest, value")
        .params(ids)
        .query(row);
    return all;
  }
}
