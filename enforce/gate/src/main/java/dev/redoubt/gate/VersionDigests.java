package dev.redoubt.gate;

import dev.redoubt.access.ErrorCode;
import dev.redoubt.access.RequestRefusedException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Records the digests of model versions with a snapshot.
public final class VersionDigests {

  private VersionDigests() {}

  /// Records the digest of a version permanently, and with it the authors of its files.
  ///
  /// @param sql client of the transaction that makes the snapshot, or of a later one
  /// @throws RequestRefusedException with `INVALID_STATE` if the version already has another digest
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
