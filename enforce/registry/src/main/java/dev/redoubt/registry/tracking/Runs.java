package dev.redoubt.registry.tracking;

import dev.redoubt.access.Caller;
import dev.redoubt.access.VisibleAttributeIds;
import dev.redoubt.store.RegistryDatabase;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Creates, reads, changes, deletes and restores runs.
public final class Runs {

  private final RegistryDatabase database;
  private final InstantSource clock;

  /// Creates the service.
  public Runs(RegistryDatabase database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Creates a run with the status `RUNNING`.
  public Run create(Caller caller, NewRun wanted) {
    VisibleAttributeIds visible = VisibleAttributeIds.experiments(caller, database);
    String id = UUID.randomUUID().toString().replace("-", "");
    String name =
        wanted.name().isEmpty() ? RandomNames.next(ThreadLocalRandom.current()) : wanted.name();
    String user = wanted.user().isEmpty() ? caller.name() : wanted.user();
    return database.write(
        sql -> {
          Experiment experiment = ExperimentRows.active(sql, visible, wanted.experiment());
          String artifacts =
              ArtifactLocations.below(experiment.artifactLocation(), id, "artifacts");
          sql.sql(
                  "INSERT INTO run (id, experiment, name, user_id, owner, status, start_time,"
                      + " lifecycle, artifact_uri) VALUES (?, ?, ?, ?, ?, 'RUNNING', ?, 'active',"
                      + " ?)")
              .params(id, experiment.id(), name, user, caller.id(), wanted.startTime(), artifacts)
              .update();
          List<KeyValue> tags = new ArrayList<>(wanted.tags());
          tags.add(
              TrackingLimits.cut(new KeyValue(NewRun.NAME_TAG, name), TrackingLimits.TAG_VALUE));
          KeyValueTable.RUN_TAGS.set(sql, id, tags);
          return RunReader.read(sql, visible, List.of(id)).getFirst();
        });
  }

  /// Returns the run with an id, even a deleted one.
  public Run get(Caller caller, String id) {
    VisibleAttributeIds visible = VisibleAttributeIds.experiments(caller, database);
    return database.read(
        sql -> {
          RunInfo run = RunRows.find(sql, visible, id);
          return RunReader.read(sql, visible, List.of(run.id())).getFirst();
        });
  }

  /// Changes the status, the end time or the name of a run.
  public RunInfo update(Caller caller, String id, RunUpdate update) {
    VisibleAttributeIds visible = VisibleAttributeIds.experiments(caller, database);
    return database.write(
        sql -> {
          RunInfo run = RunRows.active(sql, visible, id);
          RunStatus status = update.status();
          Long end = update.endTime();
          sql.sql("UPDATE run SET status = ?, end_time = ? WHERE id = ?")
              .param((status == null ? run.status() : status).name())
              .param(end == null ? run.endTime() : end)
              .param(id)
              .update();
          RunRows.rename(sql, id, update.name());
          return RunRows.find(sql, visible, id);
        });
  }

  /// Deletes a run; nothing if it is already deleted.
  public void delete(Caller caller, String id) {
    long now = clock.millis();
    mark(
        caller,
        id,
        sql ->
            sql.sql(
                    "UPDATE run SET lifecycle = 'deleted', deleted_time = ?"
                        + " WHERE id = ? AND lifecycle = 'active'")
                .params(now, id)
                .update());
  }

  /// Restores a run; nothing if it is not deleted.
  public void restore(Caller caller, String id) {
    mark(
        caller,
        id,
        sql ->
            sql.sql("UPDATE run SET lifecycle = 'active', deleted_time = NULL WHERE id = ?")
                .param(id)
                .update());
  }

  private void mark(Caller caller, String id, RegistryDatabase.Work<Integer> change) {
    VisibleAttributeIds visible = VisibleAttributeIds.experiments(caller, database);
    database.write(sql -> found(sql, visible, id, change));
  }

  private static int found(
      JdbcClient sql,
      VisibleAttributeIds visible,
      String id,
      RegistryDatabase.Work<Integer> change) {
    RunRows.find(sql, visible, id);
    return change.with(sql);
  }
}
