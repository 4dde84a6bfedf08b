package dev.redoubt.registry.models;

import dev.redoubt.gate.move.ModelStage;
import dev.redoubt.gate.move.Transition;
import java.time.Instant;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Versions whose registration has failed are named by no alias, and are in no stage that is in
/// use. Today nothing names them before they are ready; this takes away what older servers have let
/// them have. No guard is asked: none of it can be in an environment by its leave.
final class FailedRegistrations {

  private FailedRegistrations() {}

  static void leave(
      JdbcClient sql,
      Instant now,
      String actor,
      RegisteredModelRows.Row model,
      ModelVersionRows.Row version) {
    ModelEvents events = new ModelEvents(sql, actor, now);
    long number = version.bare().number();
    for (String alias : ModelVersionRows.complete(sql, version).aliases()) {
      events.moved(
          new Transition.OfAlias(
              model.name(), alias, OptionalLong.of(number), OptionalLong.empty()));
    }
    sql.sql("DELETE FROM model_alias WHERE version = ?").param(version.id()).update();
    ModelStage stage = version.bare().stage();
    if (stage.active()) {
      events.moved(new Transition.OfStage(model.name(), number, stage, ModelStage.NONE));
      sql.sql("UPDATE model_version SET stage = ? WHERE id = ?")
          .params(ModelStage.NONE.text(), version.id())
          .update();
    }
  }
}
