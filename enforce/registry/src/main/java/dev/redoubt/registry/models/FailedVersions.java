package dev.redoubt.registry.models;

import dev.redoubt.gate.move.Move;
import dev.redoubt.gate.move.Stage;
import java.time.Instant;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Versions whose registration has failed are named by no alias, and are in no stage that is in
/// use. Today nothing names them before they are ready; this takes away what older servers have let
/// them have. No guard is asked: none of it can be in an environment by its leave.
final class FailedVersions {

  private FailedVersions() {}

  static void leave(
      JdbcClient sql, Instant now, String actor, ModelRows.Row model, VersionRows.Row version) {
    ModelEvents events = new ModelEvents(sql, actor, now);
    long number = version.bare().number();
    for (String alias : VersionRows.complete(sql, version).aliases()) {
      events.moved(
          new Move.OfAlias(model.name(), alias, OptionalLong.of(number), OptionalLong.empty()));
    }
    sql.sql("DELETE FROM model_alias WHERE version = ?").param(version.id()).update();
    Stage stage = version.bare().stage();
    if (stage.active()) {
      events.moved(new Move.OfStage(model.name(), number, stage, Stage.NONE));
      sql.sql("UPDATE model_version SET stage = ? WHERE id = ?")
          .params(Stage.NONE.text(), version.id())
          .update();
    }
  }
}
