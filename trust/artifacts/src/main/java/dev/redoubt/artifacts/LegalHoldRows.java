package dev.redoubt.artifacts;

import dev.redoubt.access.ErrorCode;
import dev.redoubt.access.RequestRefusedException;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What must stay, as the database has it.
final class LegalHoldRows {

  private static final String HELD =
      "SELECT id, reason, actor, placed FROM hold WHERE lifted IS NULL AND ";

  private LegalHoldRows() {}

  /// @throws RequestRefusedException with `INVALID_STATE` if what is in a home must stay
  static void refuseIfKept(JdbcClient sql, ArtifactRootRows.Row home, Instant now) {
    refuseIfHeld(sql, "vault = ?", home.vault().id(), home.home().text());
    refuseIfHeld(sql, "home = ?", home.id(), home.home().text());
    refuseIfRetained(sql, "vault WHERE id = ?", home.vault().id(), now, home.home().text());
    refuseIfRetained(sql, "artifact_home WHERE id = ?", home.id(), now, home.home().text());
  }

  /// @throws RequestRefusedException with `INVALID_STATE` if anything in a vault must stay
  static void refuseIfKept(JdbcClient sql, ArtifactKey vault, Instant now) {
    String what = vault.owner().text();
    refuseIfHeld(sql, "vault = ?", vault.id(), what);
    refuseIfHeld(sql, "home IN (SELECT id FROM artifact_home WHERE vault = ?)", vault.id(), what);
    refuseIfRetained(sql, "vault WHERE id = ?", vault.id(), now, what);
    refuseIfRetained(sql, "artifact_home WHERE vault = ?", vault.id(), now, what);
  }

  private static void refuseIfHeld(JdbcClient sql, String condition, long id, String what) {
    Optional<String> hold =
        sql.sql(HELD + condition + " ORDER BY id LIMIT 1")
            .param(id)
            .query(
                (row, _) ->
                    "hold "
                        + row.getLong("id")
                        + " that `"
                        + row.getString("actor")
                        + "` placed at "
                        + Instant.ofEpochMilli(row.getLong("placed"))
                        + ": `"
                        + row.getString("reason")
                        + "`")
            .optional();
    if (hold.isPresent()) {
      throw new RequestRefusedException(
          ErrorCode.INVALID_STATE,
          "nothing of `" + what + "` is deleted because of " + hold.get() + "; lift it first");
    }
  }

  private static void refuseIfRetained(
      JdbcClient sql, String table, long id, Instant now, String what) {
    Optional<Long> until =
        sql.sql("SELECT COALESCE(MAX(retain_until), 0) FROM " + table)
            .param(id)
            .query(Long.class)
            .optional();
    if (until.orElse(0L) > now.toEpochMilli()) {
      throw new RequestRefusedException(
          ErrorCode.INVALID_STATE,
          "nothing of `"
              + what
              + "` is deleted before "
              + Instant.ofEpochMilli(until.orElseThrow())
              + ": it has to be retained until then");
    }
  }
}
