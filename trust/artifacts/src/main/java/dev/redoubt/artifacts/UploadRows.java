package dev.redoubt.artifacts;

import dev.redoubt.access.ErrorCode;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.artifacts.blob.BlobId;
import dev.redoubt.ledger.format.Sha256Digest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Uploads in parts as the database has them.
final class UploadRows {

  /// An upload that is not at its end.
  record Row(String id, ArtifactRoot home, ArtifactKey vault, ArtifactPath path, int parts) {}

  /// A part that has been put.
  record Put(ArtifactPart part, Sha256Digest sha256) {
    String etag() {
      return sha256.hex();
    }
  }

  private UploadRows() {}

  static void insert(
      JdbcClient sql,
      String id,
      ArtifactRootRows.Row home,
      ArtifactPath path,
      int parts,
      Instant expires) {
    sql.sql("INSERT INTO upload (id, home, path, parts, expires) VALUES (?, ?, ?, ?, ?)")
        .params(id, home.id(), path.text(), parts, expires.toEpochMilli())
        .update();
  }

  /// @throws RequestRefusedException if there is none of that id, any more or at all
  static Row find(JdbcClient sql, String id, Instant now) {
    Optional<Row> row =
        sql.sql(
                "SELECT u.id, u.path, u.parts, h.run, h.logged_model, "
                    + ArtifactKey.COLUMNS
                    + " FROM upload u JOIN artifact_home h ON h.id = u.home"
                    + " JOIN vault v ON v.id = h.vault WHERE u.id = ? AND u.expires > ?")
            .params(id, now.toEpochMilli())
            .query((each, _) -> row(each))
            .optional();
    return row.orElseThrow(UploadRows::missing);
  }

  static RequestRefusedException missing() {
    return RequestRefusedException.missing(
        "there is no upload of that id: it is completed, aborted or expired, or never was");
  }

  private static Row row(ResultSet row) throws SQLException {
    String run = row.getString("run");
    return new Row(
        row.getString("id"),
        run == null
            ? new ArtifactRoot.OfLoggedModel(row.getString("logged_model"))
            : new ArtifactRoot.OfRun(run),
        ArtifactKey.of(row),
        new ArtifactPath(row.getString("path")),
        row.getInt("parts"));
  }

  static List<Put> parts(JdbcClient sql, String upload) {
    return sql.sql(
            "SELECT number, blob, size, sha256, header FROM upload_part WHERE upload = ?"
                + " ORDER BY number")
        .param(upload)
        .query((row, _) -> new Put(ArtifactPart.of(row), Sha256Digest.of(row.getBytes("sha256"))))
        .list();
  }

  /// A part, in place of the one of its number.
  static void put(JdbcClient sql, String upload, Put put, Instant now) {
    ArtifactPart part = put.part();
    List<BlobId> old =
        sql.sql("SELECT blob FROM upload_part WHERE upload = ? AND number = ?")
            .params(upload, part.number())
            .query((row, _) -> new BlobId(row.getString(1)))
            .list();
    BlobRows.letGo(sql, old, now);
    sql.sql("DELETE FROM upload_part WHERE upload = ? AND number = ?")
        .params(upload, part.number())
        .update();
    sql.sql(
            "INSERT INTO upload_part (upload, number, blob, size, sha256, header)"
                + " VALUES (?, ?, ?, ?, ?, ?)")
        .params(upload, part.number(), part.blob().text(), part.size())
        .params(put.sha256().bytes(), part.header().encoded())
        .update();
  }

  /// Ends an upload, and lets go of what its parts refer to.
  static void delete(JdbcClient sql, String id, Instant now) {
    sql.sql(
            "UPDATE blob SET touched = ? WHERE id IN"
                + " (SELECT blob FROM upload_part WHERE upload = ?)")
        .params(now.toEpochMilli(), id)
        .update();
    sql.sql("DELETE FROM upload_part WHERE upload = ?").param(id).update();
    sql.sql("DELETE FROM upload WHERE id = ?").param(id).update();
  }

  /// Ends uploads whose time is over.
  ///
  /// @return how many
  static int expire(JdbcClient sql, Instant now, int limit) {
    List<String> over =
        sql.sql("SELECT id FROM upload WHERE expires <= ? ORDER BY expires LIMIT ?")
            .params(now.toEpochMilli(), limit)
            .query((row, _) -> row.getString(1))
            .list();
    over.forEach(id -> delete(sql, id, now));
    return over.size();
  }

  static RequestRefusedException changed() {
    return new RequestRefusedException(
        ErrorCode.INVALID_STATE, "parts of the upload were put anew while it was completed");
  }
}
