package dev.redoubt.registry.tracking;

import dev.redoubt.access.Caller;
import dev.redoubt.access.VisibleAttributeIds;
import dev.redoubt.store.RegistryDatabase;
import dev.redoubt.store.SqlInClause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Logs the inputs and outputs of runs: data sets and logged models.
public final class RunInputs {

  private static final int AT_ONCE = 1_000;
  private static final int MAX_SUMMARIES = 1_000;

  private final RegistryDatabase database;

  /// Creates the service.
  public RunInputs(RegistryDatabase database) {
    this.database = database;
  }

  /// Logs the inputs of a run. A data set that is already logged keeps its tags; the first one of
  /// duplicates wins.
  ///
  /// @param models ids of logged models
  public void logInputs(
      Caller caller, String run, List<DataSetInput> dataSets, List<String> models) {
    TrackingLimits.count("datasets", dataSets.size(), AT_ONCE);
    TrackingLimits.count("models", models.size(), AT_ONCE);
    Map<List<String>, DataSetInput> first = new LinkedHashMap<>();
    for (DataSetInput input : dataSets) {
      first.putIfAbsent(List.of(input.dataSet().name(), input.dataSet().digest()), input);
    }
    VisibleAttributeIds visible = VisibleAttributeIds.experiments(caller, database);
    database.write(
        sql -> {
          RunInfo info = RunRows.active(sql, visible, run);
          first.values().forEach(input -> add(sql, info, input));
          link(sql, visible, run, 0, models.stream().map(id -> new ModelOutput(id, 0)).toList());
          return info;
        });
  }

  /// Logs the logged models that a run has produced.
  public void logOutputs(Caller caller, String run, List<ModelOutput> models) {
    TrackingLimits.count("models", models.size(), AT_ONCE);
    VisibleAttributeIds visible = VisibleAttributeIds.experiments(caller, database);
    database.write(
        sql -> {
          RunInfo info = RunRows.active(sql, visible, run);
          link(sql, visible, run, 1, models);
          return info;
        });
  }

  private static void add(JdbcClient sql, RunInfo run, DataSetInput input) {
    long dataSet = id(sql, run.experiment(), input.dataSet());
    boolean fresh =
        sql.sql("INSERT INTO run_dataset (run, dataset) VALUES (?, ?) ON CONFLICT DO NOTHING")
                .params(run.id(), dataSet)
                .update()
            > 0;
    if (fresh) {
      Map<String, List<Object>> rows = new LinkedHashMap<>();
      input
          .tags()
          .forEach(tag -> rows.put(tag.key(), List.of(run.id(), dataSet, tag.key(), tag.value())));
      BatchInsert.insert(
          sql, "run_dataset_tag (run, dataset, key, value)", "", new ArrayList<>(rows.values()));
    }
  }

  private static long id(JdbcClient sql, long experiment, DataSet dataSet) {
    sql.sql(
            "INSERT INTO dataset (experiment, name, digest, source_type, source, schema, profile)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
        .param(experiment)
        .param(dataSet.name())
        .param(dataSet.digest())
        .param(dataSet.sourceType())
        .param(dataSet.source())
        .param(dataSet.schema())
        .param(dataSet.profile())
        .update();
    return sql.sql("SELECT id FROM dataset WHERE experiment = ? AND name = ? AND digest = ?")
        .params(experiment, dataSet.name(), dataSet.digest())
        .query(Long.class)
        .single();
  }

  private static void link(
      JdbcClient sql, VisibleAttributeIds visible, String run, int made, List<ModelOutput> models) {
    LoggedModelRows.check(
        sql, visible, models.stream().map(ModelOutput::model).distinct().toList());
    BatchInsert.insert(
        sql,
        "run_model (run, model, made, step)",
        "ON CONFLICT DO NOTHING",
        models.stream()
            .map(output -> List.<Object>of(run, output.model(), made, output.step()))
            .toList());
  }

  /// Returns the data sets that runs of some experiments have used, with their context; a thousand
  /// at most. Experiments that do not exist for the caller are ignored.
  public List<DataSetSummary> search(Caller caller, List<Long> experiments) {
    VisibleAttributeIds visible = VisibleAttributeIds.experiments(caller, database);
    return database.read(
        sql -> {
          List<Long> seen = ExperimentRows.visible(sql, visible, experiments);
          return sql.sql(
                  "SELECT DISTINCT d.experiment, d.name, d.digest, t.value FROM dataset d"
                      + " JOIN run_dataset i ON i.dataset = d.id"
                      + " LEFT JOIN run_dataset_tag t"
                      + " ON t.run = i.run AND t.dataset = i.dataset AND t.key = ?"
                      + " WHERE d.experiment"
                      + SqlInClause.of(seen)
                      + " ORDER BY d.experiment, d.name, d.digest, t.value LIMIT ?")
              .param(DataSetInput.CONTEXT_TAG)
              .params(seen)
              .param(MAX_SUMMARIES)
              .query(
                  (row, _) ->
                      new DataSetSummary(
                          row.getLong(1), row.getString(2), row.getString(3), row.getString(4)))
              .list();
        });
  }
}
