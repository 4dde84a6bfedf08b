package dev.redoubt.gate;

import dev.redoubt.access.ErrorCode;
import dev.redoubt.access.RequestRefusedException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The digests of versions whose files are frozen.
public final class VersionDigests {

  private VersionDigests() {}

  /// Writes down the digest of a version, once and for good, and with it who made those files.
  ///
  /// @param sql of the transaction in which they are frozen, or of a later one
  /// @throws RequestRefusedException with `INVALID_STATE` if it has another one already
  public static void freeze(JdbcClient sql, String model, long number, ModelDigest digest) {
    VersionFacts before = VersionFactRows.get(sql, model, number);
    if (before.digest().isPresent()) {
      if (!before.digest().get().equals(digest)) {
        throw new RequestRefusedException(
            ErrorCode.INVALID_STATE,
            "the files of " + before.title() + " have a snapshot with a different digest");
      }
      return;
    }
    sql.sql(
            """
            INSERT INTO version_digest (version, root, layout)
            SELECT v.id, CAST(? AS TEXT), CAST(? AS TEXT)
            FROM model_version v JOIN registered_model m ON m.id = v.model
            WHERE m.name = ? AND v.version = ?
            """)
        .params(digest.root(), digest.layout(), model, number)
        .update();
    for (String maker : before.makers()) {
      sql.sql(
              """
              INSERT INTO digest_maker (project, root, layout, principal) VALUES (?, ?, ?, ?)
              ON CONFLICT (project, root, layout, principal) DO NOTHING
              """)
          .params(before.project(), digest.root(), digest.layout(), maker)
          .update();
    }
  }
}
