package dev.redoubt.registry.models;

import dev.redoubt.gate.transition.ModelStage;
import dev.redoubt.gate.transition.Transition;
import java.time.Instant;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Removes aliases and stages from versions whose registration has failed. A version cannot get
/// either before it is ready; this cleans up what older servers allowed. No guard is asked: such a
/// version cannot have been released through the gate.
final class FailedRegistrations {

  private FailedRegistrations() {}

  static void removeNames(
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
