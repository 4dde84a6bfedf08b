package dev.redoubt.registry.tracking;

import dev.redoubt.access.Caller;
import dev.redoubt.access.Label;
import dev.redoubt.access.Problem;
import dev.redoubt.access.RefusedException;
import dev.redoubt.access.Visible;
import dev.redoubt.store.Database;
import java.time.InstantSource;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Makes, reads, changes, deletes and restores experiments.
///
/// A name that is taken by an experiment that the caller does not see is refused like any other:
/// that somebody uses it is all that they learn.
public final class Experiments {

  private static final String DEFAULT_NAME = "Default";

  private final Database database;
  private final InstantSource clock;

  private Experiments(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Opens the experiments of a database. There is always one with the id 0.
  public static Experiments open(Database database, InstantSource clock) {
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
                Visible.id(sql, Label.DEFAULT),
                DEFAULT_NAME,
                Location.below(Location.ROOT, String.valueOf(Experiment.DEFAULT)),
                now,
                now)
            .update()
        > 0;
  }

  /// Makes an experiment. That the caller may do so is decided before.
  ///
  /// @return its id
  /// @throws RefusedException if there is one of that name, be it deleted, or the caller would not
  ///   see it
  public long create(Caller caller, NewExperiment wanted) {
    if (!caller.sees().experiments(wanted.label())) {
      throw Refusals.outOfSight(wanted.label());
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
                      Visible.id(sql, wanted.label()),
                      wanted.name(),
                      wanted.artifactLocation(),
                      now,
                      now)
                  .query(Long.class)
                  .single();
          if (wanted.artifactLocation().isEmpty()) {
            sql.sql("UPDATE experiment SET artifact_location = ? WHERE id = ?")
                .params(Location.below(Location.ROOT, String.valueOf(id)), id)
                .update();
          }
          Entries.EXPERIMENT_TAGS.set(sql, id, wanted.tags());
          return id;
        });
  }

  private static void checkFree(JdbcClient sql, String name) {
    if (sql.sql("SELECT COUNT(*) FROM experiment WHERE name = ?")
            .param(name)
            .query(Integer.class)
            .single()
        > 0) {
      throw Refusals.experimentExists(name);
    }
  }

  /// The experiment of an id, also a deleted one.
  public Experiment get(Caller caller, long id) {
    Visible visible = Visible.experiments(caller, database);
    return database.read(sql -> ExperimentRows.find(sql, visible, id));
  }

  /// The experiment of a name, also a deleted one.
  public Experiment get(Caller caller, String name) {
    Visible visible = Visible.experiments(caller, database);
    return database.read(sql -> ExperimentRows.find(sql, visible, name));
  }

  /// Gives an experiment another name.
  public void rename(Caller caller, long id, String name) {
    Experiment.checkName(name);
    Visible visible = Visible.experiments(caller, database);
    database.write(
        sql -> {
          Experiment experiment = ExperimentRows.find(sql, visible, id);
          if (experiment.lifecycle() != Lifecycle.ACTIVE) {
            throw new RefusedException(
                Problem.INVALID_STATE,
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
    Visible visible = Visible.experiments(caller, database);
    database.write(
        sql -> {
          find(sql, visible, id, Lifecycle.ACTIVE);
          long now = clock.millis();
          mark(sql, id, Lifecycle.DELETED, now);
          return sql.sql(
                  "UPDATE run SET lifecycle = 'deleted', deleted_time = ?"
                      + " WHERE experiment = ? AND lifecycle = 'active'")
              .params(now, id)
              .update();
        });
  }

  /// Restores an experiment, and those of its runs that were deleted with it.
  public void restore(Caller caller, long id) {
    Visible visible = Visible.experiments(caller, database);
    database.write(
        sql -> {
          Experiment experiment = find(sql, visible, id, Lifecycle.DELETED);
          mark(sql, id, Lifecycle.ACTIVE, clock.millis());
          return sql.sql(
                  "UPDATE run SET lifecycle = 'active', deleted_time = NULL"
                      + " WHERE experiment = ? AND lifecycle = 'deleted' AND deleted_time = ?")
              .params(id, experiment.lastUpdateTime())
              .update();
        });
  }

  /// As MLflow, calls one in the other state missing.
  private static Experiment find(JdbcClient sql, Visible visible, long id, Lifecycle lifecycle) {
    Experiment experiment = ExperimentRows.find(sql, visible, id);
    if (experiment.lifecycle() != lifecycle) {
      throw Refusals.noExperiment(id);
    }
    return experiment;
  }

  private static void mark(JdbcClient sql, long id, Lifecycle lifecycle, long now) {
    sql.sql("UPDATE experiment SET lifecycle = ?, last_update_time = ? WHERE id = ?")
        .params(lifecycle.text(), now, id)
        .update();
  }

  /// Sets a tag.
  public void setTag(Caller caller, long id, Entry tag) {
    NewExperiment.checked(tag);
    Visible visible = Visible.experiments(caller, database);
    database.write(
        sql -> {
          Experiment experiment = ExperimentRows.active(sql, visible, id);
          Entries.EXPERIMENT_TAGS.set(sql, id, List.of(tag));
          return experiment;
        });
  }

  /// Deletes a tag that is there.
  public void deleteTag(Caller caller, long id, String key) {
    Visible visible = Visible.experiments(caller, database);
    database.write(
        sql -> {
          Experiment experiment = ExperimentRows.active(sql, visible, id);
          Entries.EXPERIMENT_TAGS.delete(sql, id, key, "experiment with id " + id);
          return experiment;
        });
  }
}
