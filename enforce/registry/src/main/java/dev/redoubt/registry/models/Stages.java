package dev.redoubt.registry.models;

import dev.redoubt.access.Caller;
import dev.redoubt.access.RefusedException;
import dev.redoubt.access.Visible;
import dev.redoubt.gate.move.Move;
import dev.redoubt.gate.move.MoveGuard;
import dev.redoubt.gate.move.Stage;
import dev.redoubt.store.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// In which stage versions are.
public final class Stages {

  private final Database database;
  private final InstantSource clock;
  private final MoveGuard guard;

  /// Stages in a database.
  ///
  /// @param guard is asked before each move
  public Stages(Database database, InstantSource clock, MoveGuard guard) {
    this.database = database;
    this.clock = clock;
    this.guard = guard;
  }

  /// Moves a version to a stage. One that is there already is only said to have changed. Only what
  /// is ready goes to `Staging` or `Production`.
  ///
  /// @param archiveOthers whether those that are in that stage, which has to be `Staging` or
  ///   `Production`, leave it for `Archived`
  public ModelVersion move(
      Caller caller, String model, long number, Stage to, boolean archiveOthers) {
    if (archiveOthers && !to.active()) {
      throw RefusedException.invalid(
          "versions are archived out of `Staging` or `Production`, not out of `" + to.text() + "`");
    }
    Visible visible = Visible.models(caller, database);
    return database.write(
        sql -> {
          ModelRows.Row row = ModelRows.find(sql, visible, model);
          Instant now = clock.instant();
          VersionRows.Row version = VersionRows.find(sql, row, number);
          if (to.active()) {
            version.bare().refuseIfNotReady();
          }
          move(sql, caller, row, version, to, now);
          if (archiveOthers) {
            for (VersionRows.Row other : others(sql, row, number, to)) {
              move(sql, caller, row, other, Stage.ARCHIVED, now);
            }
          }
          ModelRows.touch(sql, row, now);
          return VersionRows.get(sql, row, number);
        });
  }

  private static List<VersionRows.Row> others(
      JdbcClient sql, ModelRows.Row model, long number, Stage stage) {
    return sql.sql(
            VersionRows.SELECT
                + "WHERE o.model = ? AND o.stage = ? AND o.version <> ? ORDER BY o.version")
        .params(model.id(), stage.text(), number)
        .query(VersionRows.Row::of)
        .list();
  }

  private void move(
      JdbcClient sql,
      Caller caller,
      ModelRows.Row model,
      VersionRows.Row version,
      Stage to,
      Instant now) {
    Stage from = version.bare().stage();
    if (from != to) {
      Move.OfStage move = new Move.OfStage(model.name(), version.bare().number(), from, to);
      guard.check(sql, model.label(), move, caller);
      new ModelEvents(sql, caller.id(), now).moved(move);
    }
    sql.sql("UPDATE model_version SET stage = ?, last_updated_timestamp = ? WHERE id = ?")
        .params(to.text(), now.toEpochMilli(), version.id())
        .update();
  }
}
