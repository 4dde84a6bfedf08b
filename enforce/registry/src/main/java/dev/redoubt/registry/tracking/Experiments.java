package dev.redoubt.registry.tracking;

import dev.redoubt.access.AccessAttributes;
import dev.redoubt.access.Caller;
import dev.redoubt.access.ErrorCode;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.access.VisibleAttributeIds;
import dev.redoubt.store.RegistryDatabase;
import java.time.InstantSource;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Creates, reads, changes, deletes and restores experiments.
///
/// A name that is taken by an experiment the caller cannot see is refused like any other taken
/// name: the caller learns only that the name is in use.
public final class Experiments {

  private static final String DEFAULT_NAME = "Default";

  private final RegistryDatabase database;
  private final InstantSource clock;

  private Experiments(RegistryDatabase database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Opens the experiments of a database, and creates the default experiment with the id 0 if
  /// absent.
  public static Experiments open(RegistryDatabase database, InstantSource clock) {
    Experiments experiments = new Experiments(database, clock);
    database.write(experiments::makeDefault);
    return experiments;
  }

  private boolean makeDefault(JdbcClient sql) {
    long now = clock.millis();
    return sql.sql(
                "INSERT INTO experiment (id, label, name, artifact_location, lifecycle,"
                    + " creation_time, last_update_time) VALUES (?, ?, ?, ?, 'active', ?, ?)"
                    + " ON CONFLICT DO NOTHING")
            .params(
                Experiment.DEFAULT,
                VisibleAttributeIds.id(sql, AccessAttributes.DEFAULT),
                DEFAULT_NAME,
                ArtifactLocations.below(ArtifactLocations.ROOT, String.valueOf(Experiment.DEFAULT)),
                now,
                now)
            .update()
        > 0;
  }

  /// Creates an experiment. The caller has already been authorized.
  ///
  /// @return its id
  /// @throws RequestRefusedException if the name is taken, even by a deleted experiment, or the
  ///   experiment would not be visible to the caller
  public long create(Caller caller, NewExperiment wanted) {
    if (!caller.visibility().experiments(wanted.label())) {
      throw TrackingErrors.notVisible(wanted.label());
    }
    return database.write(
        sql -> {
          checkFree(sql, wanted.name());
          long now = clock.millis();
          long id =
              sql.sql(
                      "INSERT INTO experiment (label, name, artifact_location, lifecycle,"
                          + " creation_time, last_update_time) VALUES (?, ?, ?, 'active', ?, ?)"
                          + " RETURNING id")
                  .params(
                      VisibleAttributeIds.id(sql, wanted.label()),
                      wanted.name(),
                      wanted.artifactLocation(),
                      now,
                      now)
                  .query(Long.class)
                  .single();
          if (wanted.artifactLocation().isEmpty()) {
            sql.sql("UPDATE experiment SET artifact_location = ? WHERE id = ?")
                .params(ArtifactLocations.below(ArtifactLocations.ROOT, String.valueOf(id)), id)
                .update();
          }
          KeyValueTable.EXPERIMENT_TAGS.set(sql, id, wanted.tags());
          return id;
        });
  }

  private static void checkFree(JdbcClient sql, String name) {
    if (sql.sql("SELECT COUNT(*) FROM experiment WHERE name = ?")
            .param(name)
            .query(Integer.class)
            .single()
        > 0) {
      throw TrackingErrors.experimentExists(name);
    }
  }

  /// Returns the experiment with an id, even a deleted one.
  public Experiment get(Caller caller, long id) {
    VisibleAttributeIds visible = VisibleAttributeIds.experiments(caller, database);
    return database.read(sql -> ExperimentRows.find(sql, visible, id));
  }

  /// Returns the experiment with a name, even a deleted one.
  public Experiment get(Caller caller, String name) {
    VisibleAttributeIds visible = VisibleAttributeIds.experiments(caller, database);
    return database.read(sql -> ExperimentRows.find(sql, visible, name));
  }

  /// Renames an experiment.
  public void rename(Caller caller, long id, String name) {
    Experiment.checkName(name);
    VisibleAttributeIds visible = VisibleAttributeIds.experiments(caller, database);
    database.write(
        sql -> {
          Experiment experiment = ExperimentRows.find(sql, visible, id);
          if (experiment.lifecycle() != LifecycleStage.ACTIVE) {
            throw new RequestRefusedException(
                ErrorCode.INVALID_STATE,
                "Cannot rename a non-active experiment: `"
                    + experiment.name()
                    + "` is deleted; restore it first");
          }
          if (!experiment.name().equals(name)) {
            checkFree(sql, name);
          }
          return sql.sql("UPDATE experiment SET name = ?, last_update_time = ? WHERE id = ?")
              .params(name, clock.millis(), id)
              .update();
        });
  }

  /// Deletes an experiment and its runs.
  public void delete(Caller caller, long id) {
    VisibleAttributeIds visible = VisibleAttributeIds.experiments(caller, database);
    database.write(
        sql -> {
          find(sql, visible, id, LifecycleStage.ACTIVE);
          long now = clock.millis();
          mark(sql, id, LifecycleStage.DELETED, now);
          return sql.sql(
                  "UPDATE run SET lifecycle = 'deleted', deleted_time = ?"
                      + " WHERE experiment = ? AND lifecycle = 'active'")
              .params(now, id)
              .update();
        });
  }

  /// Restores an experiment, and those of its runs that were deleted with it.
  public void restore(Caller caller, long id) {
    VisibleAttributeIds visible = VisibleAttributeIds.experiments(caller, database);
    database.write(
        sql -> {
          Experiment experiment = find(sql, visible, id, LifecycleStage.DELETED);
          mark(sql, id, LifecycleStage.ACTIVE, clock.millis());
          return sql.sql(
                  "UPDATE run SET lifecycle = 'active', deleted_time = NULL"
                      + " WHERE experiment = ? AND lifecycle = 'deleted' AND deleted_time = ?")
              .params(id, experiment.lastUpdateTime())
              .update();
        });
  }

  /// As in MLflow, an experiment in the other lifecycle stage is reported as missing.
  private static Experiment find(
      JdbcClient sql, VisibleAttributeIds visible, long id, LifecycleStage lifecycle) {
    Experiment experiment = ExperimentRows.find(sql, visible, id);
    if (experiment.lifecycle() != lifecycle) {
      throw TrackingErrors.noExperiment(id);
    }
    return experiment;
  }

  private static void mark(JdbcClient sql, long id, LifecycleStage lifecycle, long now) {
    sql.sql("UPDATE experiment SET lifecycle = ?, last_update_time = ? WHERE id = ?")
        .params(lifecycle.text(), now, id)
        .update();
  }

  /// Sets a tag of an experiment.
  public void setTag(Caller caller, long id, KeyValue tag) {
    NewExperiment.checked(tag);
    VisibleAttributeIds visible = VisibleAttributeIds.experiments(caller, database);
    database.write(
        sql -> {
          Experiment experiment = ExperimentRows.active(sql, visible, id);
          KeyValueTable.EXPERIMENT_TAGS.set(sql, id, List.of(tag));
          return experiment;
        });
  }

  /// Deletes an existing tag.
  public void deleteTag(Caller caller, long id, String key) {
    VisibleAttributeIds visible = VisibleAttributeIds.experiments(caller, database);
    database.write(
        sql -> {
          Experiment experiment = ExperimentRows.active(sql, visible, id);
          KeyValueTable.EXPERIMENT_TAGS.delete(sql, id, key, "experiment with id " + id);
          return experiment;
        });
  }
}
