package dev.redoubt.artifacts;

import dev.redoubt.access.ErrorCode;
import dev.redoubt.access.RequestRefusedException;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Checks legal holds and retention in the database before a deletion.
final class LegalHoldRows {

  private static final String HELD =
      "SELECT id, reason, actor, placed FROM hold WHERE lifted IS NULL AND ";

  private LegalHoldRows() {}

  /// @throws RequestRefusedException with `INVALID_STATE` if files of the root are under legal hold
  ///   or retention
  static void refuseIfProtected(JdbcClient sql, ArtifactRootRows.Row root, Instant now) {
    refuseIfHeld(sql, "vault = ?", root.artifactKey().id(), root.root().text());
    refuseIfHeld(sql, "home = ?", root.id(), root.root().text());
    refuseIfRetained(sql, "vault WHERE id = ?", root.artifactKey().id(), now, root.root().text());
    refuseIfRetained(sql, "artifact_home WHERE id = ?", root.id(), now, root.root().text());
  }

  /// @throws RequestRefusedException with `INVALID_STATE` if anything that the key protects is
  ///   under legal hold or retention
  static void refuseIfProtected(JdbcClient sql, ArtifactKey artifactKey, Instant now) {
    String what = artifactKey.owner().text();
    refuseIfHeld(sql, "vault = ?", artifactKey.id(), what);
    refuseIfHeld(
        sql, "home IN (SELECT id FROM artifact_home WHERE vault = ?)", artifactKey.id(), what);
    refuseIfRetained(sql, "vault WHERE id = ?", artifactKey.id(), now, what);
    refuseIfRetained(sql, "artifact_home WHERE vault = ?", artifactKey.id(), now, what);
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
          "`" + what + "` cannot be deleted because of legal " + hold.get() + "; lift it first");
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
          "`"
              + what
              + "` cannot be deleted before "
              + Instant.ofEpochMilli(until.orElseThrow())
              + ": it is under retention until then");
    }
  }
}
