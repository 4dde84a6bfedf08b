package dev.redoubt.registry.tracking;

import dev.redoubt.access.Caller;
import dev.redoubt.access.VisibleAttributeIds;
import dev.redoubt.store.RegistryDatabase;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Creates, reads, changes and deletes logged models. A deleted one can be read on request, and is
/// otherwise treated as missing.
public final class LoggedModels {

  private final RegistryDatabase database;
  private final InstantSource clock;

  /// Creates the service.
  public LoggedModels(RegistryDatabase database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Creates a logged model whose files have not been uploaded yet.
  public LoggedModel create(Caller caller, NewLoggedModel wanted) {
    VisibleAttributeIds visible = VisibleAttributeIds.experiments(caller, database);
    String id = "m-" + UUID.randomUUID().toString().replace("-", "");
    String name =
        wanted.name().isEmpty() ? RandomNames.next(ThreadLocalRandom.current()) : wanted.name();
    return database.write(
        sql -> {
          Experiment experiment = ExperimentRows.active(sql, visible, wanted.experiment());
          if (!wanted.sourceRun().isEmpty()) {
            RunRows.find(sql, visible, wanted.sourceRun());
          }
          long now = clock.millis();
          sql.sql(
                  "INSERT INTO logged_model (id, experiment, name, model_type, owner, source_run,"
                      + " status, lifecycle, artifact_uri, creation_timestamp,"
                      + " last_updated_timestamp) VALUES (?, ?, ?, NULLIF(?, ''), ?, NULLIF(?, ''),"
                      + " 'PENDING', 'active', ?, ?, ?)")
              .params(
                  id,
                  experiment.id(),
                  name,
                  wanted.type(),
                  caller.id(),
                  wanted.sourceRun(),
                  ArtifactLocations.below(experiment.artifactLocation(), "models", id, "artifacts"),
                  now,
                  now)
              .update();
          KeyValueTable.MODEL_TAGS.set(sql, id, wanted.tags());
          KeyValueTable.MODEL_PARAMETERS.add(sql, id, wanted.parameters(), description(id));
          return LoggedModelRows.find(sql, visible, id);
        });
  }

  /// Returns the logged model with an id.
  ///
  /// @param deleted whether a deleted one is returned as well
  public LoggedModel get(Caller caller, String id, boolean deleted) {
    VisibleAttributeIds visible = VisibleAttributeIds.experiments(caller, database);
    return database.read(
        sql ->
            deleted
                ? LoggedModelRows.find(sql, visible, id)
                : LoggedModelRows.active(sql, visible, id));
  }

  /// Sets the upload status of a logged model.
  public LoggedModel setStatus(Caller caller, String id, LoggedModelStatus status) {
    long now = clock.millis();
    return change(
        caller,
        id,
        sql ->
            sql.sql("UPDATE logged_model SET status = ?, last_updated_timestamp = ? WHERE id = ?")
                .params(status.name(), now, id)
                .update());
  }

  /// Deletes a logged model.
  public void delete(Caller caller, String id) {
    long now = clock.millis();
    change(
        caller,
        id,
        sql ->
            sql.sql(
                    "UPDATE logged_model SET lifecycle = 'deleted', last_updated_timestamp = ?"
                        + " WHERE id = ?")
                .params(now, id)
                .update());
  }

  /// Sets tags; the last one of equal keys wins.
  public void setTags(Caller caller, String id, List<KeyValue> tags) {
    tags.forEach(NewLoggedModel::checked);
    change(
        caller,
        id,
        sql -> {
          KeyValueTable.MODEL_TAGS.set(sql, id, tags);
          return id;
        });
  }

  /// Deletes an existing tag.
  public void deleteTag(Caller caller, String id, String key) {
    change(
        caller,
        id,
        sql -> {
          KeyValueTable.MODEL_TAGS.delete(sql, id, key, description(id));
          return id;
        });
  }

  /// Logs parameters, which are immutable: logging the same value again has no effect.
  public void logParameters(Caller caller, String id, List<KeyValue> parameters) {
    parameters.forEach(NewLoggedModel::checked);
    change(
        caller,
        id,
        sql -> {
          KeyValueTable.MODEL_PARAMETERS.add(sql, id, parameters, description(id));
          return id;
        });
  }

  private LoggedModel change(Caller caller, String id, RegistryDatabase.Work<?> work) {
    VisibleAttributeIds visible = VisibleAttributeIds.experiments(caller, database);
    return database.write(sql -> changed(sql, visible, id, work));
  }

  private static LoggedModel changed(
      JdbcClient sql, VisibleAttributeIds visible, String id, RegistryDatabase.Work<?> work) {
    LoggedModelRows.active(sql, visible, id);
    work.with(sql);
    return LoggedModelRows.find(sql, visible, id);
  }

  private static String description(String id) {
    return "the logged model with ID '" + id + "'";
  }
}
