package dev.redoubt.registry.tracking;

import dev.redoubt.access.Caller;
import dev.redoubt.access.VisibleAttributeIds;
import dev.redoubt.store.RegistryDatabase;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Logs metrics, parameters and tags to runs that are not deleted.
public final class RunData {

  private final RegistryDatabase database;

  /// Creates the service.
  public RunData(RegistryDatabase database) {
    this.database = database;
  }

  /// Logs a value of a metric; logging the same value again has no effect.
  public void logMetric(Caller caller, String run, Metric metric) {
    logBatch(caller, run, new RunDataBatch(List.of(metric), List.of(), List.of()));
  }

  /// Logs a parameter, which is immutable: logging the same value again has no effect.
  public void logParameter(Caller caller, String run, KeyValue parameter) {
    logBatch(caller, run, new RunDataBatch(List.of(), List.of(parameter), List.of()));
  }

  /// Sets a tag; the name tag renames the run.
  public void setTag(Caller caller, String run, KeyValue tag) {
    logBatch(caller, run, new RunDataBatch(List.of(), List.of(), List.of(tag)));
  }

  /// Logs a batch atomically.
  public void logBatch(Caller caller, String run, RunDataBatch batch) {
    VisibleAttributeIds visible = VisibleAttributeIds.experiments(caller, database);
    database.write(
        sql -> {
          RunInfo info = RunRows.active(sql, visible, run);
          KeyValueTable.RUN_PARAMETERS.add(sql, run, batch.parameters(), "run ID='" + run + "'");
          MetricRows.add(sql, visible, run, batch.metrics());
          setTags(sql, run, batch.tags());
          return info;
        });
  }

  /// As in MLflow, the name of a run cannot be empty.
  private static void setTags(JdbcClient sql, String run, List<KeyValue> tags) {
    RunRows.rename(sql, run, NewRun.nameIn(tags));
    KeyValueTable.RUN_TAGS.set(
        sql, run, tags.stream().filter(tag -> !tag.key().equals(NewRun.NAME_TAG)).toList());
  }

  /// Changes a tag depending on its current value.
  ///
  /// @param change receives the current value, or null if the tag is absent; may be called more
  ///   than once
  public void changeTag(
      Caller caller, String run, String key, Function<@Nullable String, String> change) {
    VisibleAttributeIds visible = VisibleAttributeIds.experiments(caller, database);
    database.write(
        sql -> {
          RunInfo info = RunRows.active(sql, visible, run);
          String was =
              sql.sql("SELECT value FROM run_tag WHERE run = ? AND key = ?")
                  .params(run, key)
                  .query(String.class)
                  .optional()
                  .orElse(null);
          KeyValue now = new KeyValue(key, change.apply(was));
          KeyValueTable.RUN_TAGS.set(
              sql,
              run,
              List.of(
                  TrackingLimits.entry(now, TrackingLimits.KEY, TrackingLimits.CHANGED_TAG_VALUE)));
          return info;
        });
  }

  /// Deletes an existing tag.
  public void deleteTag(Caller caller, String run, String key) {
    VisibleAttributeIds visible = VisibleAttributeIds.experiments(caller, database);
    database.write(
        sql -> {
          RunInfo info = RunRows.active(sql, visible, run);
          KeyValueTable.RUN_TAGS.delete(sql, run, key, "run with id " + run);
          return info;
        });
  }
}
