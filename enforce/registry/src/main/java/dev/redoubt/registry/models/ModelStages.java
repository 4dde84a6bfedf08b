package dev.redoubt.registry.models;

import dev.redoubt.access.Caller;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.access.VisibleAttributeIds;
import dev.redoubt.gate.transition.ModelStage;
import dev.redoubt.gate.transition.Transition;
import dev.redoubt.gate.transition.TransitionGuard;
import dev.redoubt.store.RegistryDatabase;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Manages the stages of model versions.
public final class ModelStages {

  private final RegistryDatabase database;
  private final InstantSource clock;
  private final TransitionGuard guard;

  /// Creates the service.
  ///
  /// @param guard checks each transition
  public ModelStages(RegistryDatabase database, InstantSource clock, TransitionGuard guard) {
    this.database = database;
    this.clock = clock;
    this.guard = guard;
  }

  /// Moves a version to a stage. If it is already there, only its update time changes. Only a ready
  /// version can enter `Staging` or `Production`.
  ///
  /// @param archiveOthers whether other versions in the stage, which must be `Staging` or
  ///   `Production`, move to `Archived`
  public ModelVersion move(
      Caller caller, String model, long number, ModelStage to, boolean archiveOthers) {
    if (archiveOthers && !to.active()) {
      throw RequestRefusedException.invalid(
          "existing versions can be archived only in `Staging` or `Production`, not in `"
              + to.text()
              + "`");
    }
    VisibleAttributeIds visible = VisibleAttributeIds.models(caller, database);
    return database.write(
        sql -> {
          RegisteredModelRows.Row row = RegisteredModelRows.find(sql, visible, model);
          Instant now = clock.instant();
          ModelVersionRows.Row version = ModelVersionRows.find(sql, row, number);
          if (to.active()) {
            version.bare().refuseIfNotReady();
          }
          move(sql, caller, row, version, to, now);
          if (archiveOthers) {
            for (ModelVersionRows.Row other : others(sql, row, number, to)) {
              move(sql, caller, row, other, ModelStage.ARCHIVED, now);
            }
          }
          RegisteredModelRows.touch(sql, row, now);
          return ModelVersionRows.get(sql, row, number);
        });
  }

  private static List<ModelVersionRows.Row> others(
      JdbcClient sql, RegisteredModelRows.Row model, long number, ModelStage stage) {
    return sql.sql(
            ModelVersionRows.SELECT
                + "WHERE o.model = ? AND o.stage = ? AND o.version <> ? ORDER BY o.version")
        .params(model.id(), stage.text(), number)
        .query(ModelVersionRows.Row::of)
        .list();
  }

  private void move(
      JdbcClient sql,
      Caller caller,
      RegisteredModelRows.Row model,
      ModelVersionRows.Row version,
      ModelStage to,
      Instant now) {
    ModelStage from = version.bare().stage();
    if (from != to) {
      Transition.OfStage move =
          new Transition.OfStage(model.name(), version.bare().number(), from, to);
      guard.check(sql, model.label(), move, caller);
      new ModelEvents(sql, caller.id(), now).moved(move);
    }
    sql.sql("UPDATE model_version SET stage = ?, last_updated_timestamp = ? WHERE id = ?")
        .params(to.text(), now.toEpochMilli(), version.id())
        .update();
  }
}
