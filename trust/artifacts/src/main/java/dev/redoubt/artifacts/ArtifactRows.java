package dev.redoubt.artifacts;

import dev.redoubt.access.ErrorCode;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.ledger.format.Sha256Digest;
import dev.redoubt.store.InList;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Reads and writes artifacts and their parts in the database.
final class ArtifactRows {

  private static final String SELECT = "SELECT path, size, sha256, created FROM artifact";

  private static final String AT = " WHERE home = ? AND path = ?";

  private static final String BELOW = " WHERE home = ? AND path >= ? AND path < ?";

  private ArtifactRows() {}

  static Optional<Artifact> find(JdbcClient sql, long root, ArtifactPath path) {
    return sql.sql(SELECT + AT)
        .params(root, path.text())
        .query((row, _) -> artifact(row))
        .optional();
  }

  /// Returns the artifacts below a folder, in byte order of their paths.
  static List<Artifact> below(JdbcClient sql, long root, ArtifactPath folder) {
    return sql.sql(SELECT + BELOW + " ORDER BY path")
        .params(root, folder.prefix(), folder.end())
        .query((row, _) -> artifact(row))
        .list();
  }

  private static Artifact artifact(ResultSet row) throws SQLException {
    return new Artifact(
        new ArtifactPath(row.getString("path")),
        row.getLong("size"),
        Sha256Digest.of(row.getBytes("sha256")),
        Instant.ofEpochMilli(row.getLong("created")));
  }

  static List<ArtifactPart> parts(JdbcClient sql, long root, ArtifactPath path) {
    return sql.sql(
            "SELECT number, blob, size, header FROM artifact_part WHERE home = ? AND path = ?"
                + " ORDER BY number")
        .params(root, path.text())
        .query((row, _) -> ArtifactPart.of(row))
        .list();
  }

  /// @throws RequestRefusedException if a parent folder of the path is a file, or the path is a
  ///   folder
  static void refuseConflict(JdbcClient sql, long root, ArtifactPath path) {
    List<String> folders = path.folders().stream().map(ArtifactPath::text).toList();
    Optional<String> file =
        sql.sql("SELECT path FROM artifact WHERE home = ? AND path" + InList.of(folders))
            .param(root)
            .params(folders)
            .query(String.class)
            .optional();
    if (file.isPresent()) {
      throw conflict(
          "`" + file.get() + "` is a file and cannot be the parent folder of `" + path + "`");
    }
    boolean folder =
        sql.sql("SELECT COUNT(*) FROM artifact" + BELOW)
                .params(root, path.prefix(), path.end())
                .query(Integer.class)
                .single()
            > 0;
    if (folder) {
      throw conflict("`" + path + "` is a folder and cannot be replaced by a file");
    }
  }

  private static RequestRefusedException conflict(String message) {
    return new RequestRefusedException(ErrorCode.RESOURCE_ALREADY_EXISTS, message);
  }

  static void insert(JdbcClient sql, long root, Artifact artifact, List<ArtifactPart> parts) {
    sql.sql("INSERT INTO artifact (home, path, size, sha256, created) VALUES (?, ?, ?, ?, ?)")
        .params(root, artifact.path().text(), artifact.size())
        .params(artifact.sha256().bytes(), artifact.created().toEpochMilli())
        .update();
    for (ArtifactPart part : parts) {
      sql.sql(
              "INSERT INTO artifact_part (home, path, number, blob, size, header)"
                  + " VALUES (?, ?, ?, ?, ?, ?)")
          .params(root, artifact.path().text(), part.number(), part.blob().text(), part.size())
          .param(part.header().encoded())
          .update();
    }
  }

  /// Deletes a file, or all files below a folder, and dereferences their blobs.
  ///
  /// @return number of deleted files
  static int delete(JdbcClient sql, long root, ArtifactPath path, Instant now) {
    // Two statements each: with `OR`, SQLite would scan the whole root.
    return deleteFile(sql, root, path, now)
        + delete(sql, BELOW, List.of(root, path.prefix(), path.end()), now);
  }

  /// Deletes a file, if it exists, and dereferences its blobs.
  static int deleteFile(JdbcClient sql, long root, ArtifactPath path, Instant now) {
    return delete(sql, AT, List.of(root, path.text()), now);
  }

  private static int delete(JdbcClient sql, String condition, List<Object> which, Instant now) {
    sql.sql(
            "UPDATE blob SET touched = ? WHERE id IN (SELECT blob FROM artifact_part"
                + condition
                + ")")
        .param(now.toEpochMilli())
        .params(which)
        .update();
    sql.sql("DELETE FROM artifact_part" + condition).params(which).update();
    return sql.sql("DELETE FROM artifact" + condition).params(which).update();
  }
}
