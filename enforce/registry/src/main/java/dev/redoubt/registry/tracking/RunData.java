package dev.redoubt.registry.tracking;

import dev.redoubt.access.Caller;
import dev.redoubt.access.VisibleAttributes;
import dev.redoubt.store.RegistryDatabase;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Logs metrics, parameters and tags to runs that are not deleted.
public final class RunData {

  private final RegistryDatabase database;

  /// Keeps what is logged in a database.
  public RunData(RegistryDatabase database) {
    this.database = database;
  }

  /// Logs a value of a metric; the same one twice is one.
  public void logMetric(Caller caller, String run, Metric metric) {
    logBatch(caller, run, new RunDataBatch(List.of(metric), List.of(), List.of()));
  }

  /// Logs a parameter, which never changes: the same value again is fine.
  public void logParameter(Caller caller, String run, KeyValue parameter) {
    logBatch(caller, run, new RunDataBatch(List.of(), List.of(parameter), List.of()));
  }

  /// Sets a tag; that of the name renames the run.
  public void setTag(Caller caller, String run, KeyValue tag) {
    logBatch(caller, run, new RunDataBatch(List.of(), List.of(), List.of(tag)));
  }

  /// Logs all of a batch, or nothing of it if anything is refused.
  public void logBatch(Caller caller, String run, RunDataBatch batch) {
    VisibleAttributes visible = VisibleAttributes.experiments(caller, database);
    database.write(
        sql -> {
          RunInfo info = RunRows.active(sql, visible, run);
          KeyValueTable.RUN_PARAMETERS.add(sql, run, batch.parameters(), "run ID='" + run + "'");
          MetricRows.add(sql, visible, run, batch.metrics());
          setTags(sql, run, batch.tags());
          return info;
        });
  }

  /// As MLflow, takes no empty name for a run.
  private static void setTags(JdbcClient sql, String run, List<KeyValue> tags) {
    RunRows.rename(sql, run, NewRun.nameIn(tags));
    KeyValueTable.RUN_TAGS.set(
        sql, run, tags.stream().filter(tag -> !tag.key().equals(NewRun.NAME_TAG)).toList());
  }

  /// Sets a tag by what it is.
  ///
  /// @param change gets its value, or null if it is not there; may be asked more than once
  public void changeTag(
      Caller caller, String run, String key, Function<@Nullable String, String> change) {
    VisibleAttributes visible = VisibleAttributes.experiments(caller, database);
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

  /// Deletes a tag that is there.
  public void deleteTag(Caller caller, String run, String key) {
    VisibleAttributes visible = VisibleAttributes.experiments(caller, database);
    database.write(
        sql -> {
          RunInfo info = RunRows.active(sql, visible, run);
          KeyValueTable.RUN_TAGS.delete(sql, run, key, "run with id " + run);
          return info;
        });
  }
}
