package dev.redoubt.artifacts;

import dev.redoubt.access.ErrorCode;
import dev.redoubt.access.RequestRefusedException;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Homes as the database has them: a row from the first file on.
final class ArtifactRootRows {

  /// A home that has a vault.
  record Row(long id, ArtifactRoot home, ArtifactKey vault) {

    /// @throws RequestRefusedException with `INVALID_STATE` if nothing can be changed here any more
    void refuseIfClosed() {
      vault.refuseIfErased();
      if (home instanceof ArtifactRoot.OfVersion) {
        throw new RequestRefusedException(
            ErrorCode.INVALID_STATE,
            "`" + home.text() + "` is frozen: the files of a version never change");
      }
    }
  }

  private ArtifactRootRows() {}

  /// The column of a kind of home; its own name, never a user's.
  private static String column(ArtifactRoot home) {
    return switch (home) {
      case ArtifactRoot.OfRun _ -> "run";
      case ArtifactRoot.OfLoggedModel _ -> "logged_model";
      case ArtifactRoot.OfVersion _ -> "version";
    };
  }

  private static String id(ArtifactRoot home) {
    return switch (home) {
      case ArtifactRoot.OfRun(String run) -> run;
      case ArtifactRoot.OfLoggedModel(String id) -> id;
      case ArtifactRoot.OfVersion(String id) -> id;
    };
  }

  /// Whose home it is; empty if there is no such run, logged model or version.
  static Optional<KeyOwner> owner(JdbcClient sql, ArtifactRoot home) {
    return switch (home) {
      case ArtifactRoot.OfRun(String run) -> experiment(sql, "run", run);
      case ArtifactRoot.OfLoggedModel(String id) -> experiment(sql, "logged_model", id);
      case ArtifactRoot.OfVersion version -> find(sql, version).map(row -> row.vault().owner());
    };
  }

  private static Optional<KeyOwner> experiment(JdbcClient sql, String table, String id) {
    return sql.sql("SELECT experiment FROM " + table + " WHERE id = ?")
        .param(id)
        .query(Long.class)
        .optional()
        .map(KeyOwner.OfExperiment::new);
  }

  static Optional<Row> find(JdbcClient sql, ArtifactRoot home) {
    return sql.sql(
            "SELECT h.id, "
                + ArtifactKey.COLUMNS
                + " FROM artifact_home h JOIN vault v ON v.id = h.vault WHERE h."
                + column(home)
                + " = ?")
        .param(id(home))
        .query((row, _) -> new Row(row.getLong("id"), home, ArtifactKey.of(row)))
        .optional();
  }

  /// The home, which gets its row if it has none.
  static Row ensure(JdbcClient sql, ArtifactRoot home, ArtifactKey vault) {
    sql.sql(
            "INSERT INTO artifact_home (vault, "
                + column(home)
                + ") VALUES (?, ?) ON CONFLICT ("
                + column(home)
                + ") DO NOTHING")
        .params(vault.id(), id(home))
        .update();
    return find(sql, home).orElseThrow();
  }

  static RequestRefusedException missing(ArtifactRoot home) {
    return RequestRefusedException.missing("there is no `" + home.text() + "`");
  }
}
