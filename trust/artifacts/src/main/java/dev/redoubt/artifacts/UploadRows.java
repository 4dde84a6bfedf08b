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

/// Reads and writes multipart uploads in the database.
final class UploadRows {

  /// An active upload.
  record Row(String id, ArtifactRoot root, ArtifactKey artifactKey, ArtifactPath path, int parts) {}

  /// An uploaded part.
  record UploadedPart(ArtifactPart part, Sha256Digest sha256) {
    String etag() {
      return sha256.hex();
    }
  }

  private UploadRows() {}

  static void insert(
      JdbcClient sql,
      String id,
      ArtifactRootRows.Row root,
      ArtifactPath path,
      int parts,
      Instant expires) {
    sql.sql("INSERT INTO upload (id, home, path, parts, expires) VALUES (?, ?, ?, ?, ?)")
        .params(id, root.id(), path.text(), parts, expires.toEpochMilli())
        .update();
  }

  /// @throws RequestRefusedException if there is no active upload with this id
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
        "no active upload with this id: it was completed, aborted, has expired or never existed");
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

  static List<UploadedPart> parts(JdbcClient sql, String upload) {
    return sql.sql(
            "SELECT number, blob, size, sha256, header FROM upload_part WHERE upload = ?"
                + " ORDER BY number")
        .param(upload)
        .query(
            (row, _) ->
                new UploadedPart(ArtifactPart.of(row), Sha256Digest.of(row.getBytes("sha256"))))
        .list();
  }

  /// Inserts a part, and replaces an earlier one with the same number.
  static void put(JdbcClient sql, String upload, UploadedPart put, Instant now) {
    ArtifactPart part = put.part();
    List<BlobId> old =
        sql.sql("SELECT blob FROM upload_part WHERE upload = ? AND number = ?")
            .params(upload, part.number())
            .query((row, _) -> new BlobId(row.getString(1)))
            .list();
    BlobRows.dereference(sql, old, now);
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

  /// Deletes an upload and dereferences the blobs of its parts.
  static void delete(JdbcClient sql, String id, Instant now) {
    sql.sql(
            "UPDATE blob SET touched = ? WHERE id IN"
                + " (SELECT blob FROM upload_part WHERE upload = ?)")
        .params(now.toEpochMilli(), id)
        .update();
    sql.sql("DELETE FROM upload_part WHERE upload = ?").param(id).update();
    sql.sql("DELETE FROM upload WHERE id = ?").param(id).update();
  }

  /// Deletes expired uploads.
  ///
  /// @return number of deleted uploads
  static int expire(JdbcClient sql, Instant now, int limit) {
    List<String> expired =
        sql.sql("SELECT id FROM upload WHERE expires <= ? ORDER BY expires LIMIT ?")
            .params(now.toEpochMilli(), limit)
            .query((row, _) -> row.getString(1))
            .list();
    expired.forEach(id -> delete(sql, id, now));
    return expired.size();
  }

  static RequestRefusedException changed() {
    return new RequestRefusedException(
        ErrorCode.INVALID_STATE, "parts were uploaded again while the upload was being completed");
  }
}
