package dev.redoubt.artifacts;

import dev.redoubt.access.ErrorCode;
import dev.redoubt.access.RequestRefusedException;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Reads and writes artifact roots in the database: a root has a row from its first file on.
final class ArtifactRootRows {

  /// An artifact root with its artifact key.
  record Row(long id, ArtifactRoot root, ArtifactKey artifactKey) {

    /// @throws RequestRefusedException with `INVALID_STATE` if files of this root can no longer be
    ///   changed
    void refuseIfClosed() {
      artifactKey.refuseIfErased();
      if (root instanceof ArtifactRoot.OfVersion) {
        throw new RequestRefusedException(
            ErrorCode.INVALID_STATE,
            "`" + root.text() + "` is immutable: the files of a model version cannot be changed");
      }
    }
  }

  private ArtifactRootRows() {}

  /// Returns the column for a kind of root; a constant, never user input.
  private static String column(ArtifactRoot root) {
    return switch (root) {
      case ArtifactRoot.OfRun _ -> "run";
      case ArtifactRoot.OfLoggedModel _ -> "logged_model";
      case ArtifactRoot.OfVersion _ -> "version";
    };
  }

  private static String id(ArtifactRoot root) {
    return switch (root) {
      case ArtifactRoot.OfRun(String run) -> run;
      case ArtifactRoot.OfLoggedModel(String id) -> id;
      case ArtifactRoot.OfVersion(String id) -> id;
    };
  }

  /// Returns the key owner of a root; empty if the run, logged model or version does not exist.
  static Optional<KeyOwner> owner(JdbcClient sql, ArtifactRoot root) {
    return switch (root) {
      case ArtifactRoot.OfRun(String run) -> experiment(sql, "run", run);
      case ArtifactRoot.OfLoggedModel(String id) -> experiment(sql, "logged_model", id);
      case ArtifactRoot.OfVersion version ->
          find(sql, version).map(row -> row.artifactKey().owner());
    };
  }

  private static Optional<KeyOwner> experiment(JdbcClient sql, String table, String id) {
    return sql.sql("SELECT experiment FROM " + table + " WHERE id = ?")
        .param(id)
        .query(Long.class)
        .optional()
        .map(KeyOwner.OfExperiment::new);
  }

  static Optional<Row> find(JdbcClient sql, ArtifactRoot root) {
    return sql.sql(
            "SELECT h.id, "
                + ArtifactKey.COLUMNS
                + " FROM artifact_home h JOIN vault v ON v.id = h.vault WHERE h."
                + column(root)
                + " = ?")
        .param(id(root))
        .query((row, _) -> new Row(row.getLong("id"), root, ArtifactKey.of(row)))
        .optional();
  }

  /// Returns the row of the root, and inserts it if absent.
  static Row ensure(JdbcClient sql, ArtifactRoot root, ArtifactKey artifactKey) {
    sql.sql(
            "INSERT INTO artifact_home (vault, "
                + column(root)
                + ") VALUES (?, ?) ON CONFLICT ("
                + column(root)
                + ") DO NOTHING")
        .params(artifactKey.id(), id(root))
        .update();
    return find(sql, root).orElseThrow();
  }

  static RequestRefusedException missing(ArtifactRoot root) {
    return RequestRefusedException.missing("there is no `" + root.text() + "`");
  }
}
