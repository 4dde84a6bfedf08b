package dev.redoubt.registry.tracking;

import dev.redoubt.access.VisibleAttributeIds;
import dev.redoubt.store.SqlInClause;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Reads runs with everything that was logged to them, with a few statements for many runs.
final class RunReader {

  private RunReader() {}

  /// Returns the runs of some ids, in their order; those that do not exist for the caller are
  /// omitted.
  static List<Run> read(JdbcClient sql, VisibleAttributeIds visible, List<String> ids) {
    List<Run> runs = new ArrayList<>();
    for (List<String> some : SqlInClause.chunks(ids)) {
      runs.addAll(part(sql, visible, some));
    }
    return runs;
  }

  private static List<Run> part(JdbcClient sql, VisibleAttributeIds visible, List<String> ids) {
    Map<String, RunInfo> infos =
        RunRows.list(sql, visible, ids).stream().collect(Collectors.toMap(RunInfo::id, i -> i));
    Map<String, List<Metric>> metrics = metrics(sql, ids);
    Map<String, List<KeyValue>> parameters = KeyValueTable.RUN_PARAMETERS.of(sql, ids);
    Map<String, List<KeyValue>> tags = KeyValueTable.RUN_TAGS.of(sql, ids);
    Map<String, List<DataSetInput>> dataSets = dataSets(sql, ids);
    Map<String, List<ModelOutput>> read = models(sql, visible, ids, 0);
    Map<String, List<ModelOutput>> made = models(sql, visible, ids, 1);
    List<Run> runs = new ArrayList<>();
    for (String id : ids) {
      RunInfo info = infos.get(id);
      if (info != null) {
        runs.add(
            new Run(
                info,
                metrics.getOrDefault(id, List.of()),
                parameters.getOrDefault(id, List.of()),
                tags.getOrDefault(id, List.of()),
                dataSets.getOrDefault(id, List.of()),
                read.getOrDefault(id, List.of()).stream().map(ModelOutput::model).toList(),
                made.getOrDefault(id, List.of())));
      }
    }
    return runs;
  }

  private static Map<String, List<Metric>> metrics(JdbcClient sql, List<String> ids) {
    return byRun(
        sql,
        "SELECT run, key, value, nan, timestamp, step FROM latest_metric WHERE run"
            + SqlInClause.of(ids)
            + " ORDER BY run, key",
        ids,
        (row, _) ->
            new Metric(
                row.getString(2),
                Metric.value(row.getDouble(3), row.getInt(4)),
                row.getLong(5),
                row.getLong(6)));
  }

  private static Map<String, List<DataSetInput>> dataSets(JdbcClient sql, List<String> ids) {
    Map<String, List<KeyValue>> tags =
        byRun(
            sql,
            "SELECT run || ' ' || dataset, key, value FROM run_dataset_tag WHERE run"
                + SqlInClause.of(ids)
                + " ORDER BY run, dataset, key",
            ids,
            (row, _) -> new KeyValue(row.getString(2), row.getString(3)));
    return byRun(
        sql,
        "SELECT i.run, d.name, d.digest, d.source_type, d.source, d.schema, d.profile,"
            + " i.run || ' ' || i.dataset FROM run_dataset i JOIN dataset d ON d.id = i.dataset"
            + " WHERE i.run"
            + SqlInClause.of(ids)
            + " ORDER BY i.run, i.dataset",
        ids,
        (row, _) ->
            new DataSetInput(
                new DataSet(
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6),
                    row.getString(7)),
                tags.getOrDefault(row.getString(8), List.of())));
  }

  private static Map<String, List<ModelOutput>> models(
      JdbcClient sql, VisibleAttributeIds visible, List<String> ids, int made) {
    List<Object> parameters = new ArrayList<>(ids);
    parameters.add(made);
    parameters.addAll(visible.labels());
    return byRun(
        sql,
        "SELECT i.run, i.model, i.step FROM run_model i JOIN logged_model m ON m.id = i.model"
            + " JOIN experiment e ON e.id = m.experiment WHERE i.run"
            + SqlInClause.of(ids)
            + " AND i.made = ? AND "
            + visible.condition("e.label")
            + " ORDER BY i.run, i.step, i.model",
        parameters,
        (row, _) -> new ModelOutput(row.getString(2), row.getLong(3)));
  }

  /// Groups rows by their first column.
  private static <T> Map<String, List<T>> byRun(
      JdbcClient sql, String text, List<?> parameters, RowMapper<T> mapper) {
    Map<String, List<T>> all = new HashMap<>();
    RowCallbackHandler row =
        result ->
            all.computeIfAbsent(result.getString(1), _ -> new ArrayList<>())
                .add(mapper.mapRow(result, 0));
    sql.sql(text).params(parameters).query(row);
    return all;
  }
}
