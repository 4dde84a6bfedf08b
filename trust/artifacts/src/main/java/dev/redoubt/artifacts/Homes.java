package dev.redoubt.artifacts;

import dev.redoubt.access.Problem;
import dev.redoubt.access.RefusedException;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Homes as the database has them: a row from the first file on.
final class Homes {

  /// A home that has a vault.
  record Row(long id, Home home, Vault vault) {

    /// @throws RefusedException with `INVALID_STATE` if nothing can be changed here any more
    void refuseIfClosed() {
      vault.refuseIfErased();
      if (home instanceof Home.OfVersion) {
        throw new RefusedException(
            Problem.INVALID_STATE,
            "`" + home.text() + "` is frozen: the files of a version never change");
      }
    }
  }

  private Homes() {}

  /// The column of a kind of home; its own name, never a user's.
  private static String column(Home home) {
    return switch (home) {
      case Home.OfRun _ -> "run";
      case Home.OfLoggedModel _ -> "logged_model";
      case Home.OfVersion _ -> "version";
    };
  }

  private static String id(Home home) {
    return switch (home) {
      case Home.OfRun(String run) -> run;
      case Home.OfLoggedModel(String id) -> id;
      case Home.OfVersion(String id) -> id;
    };
  }

  /// Whose home it is; empty if there is no such run, logged model or version.
  static Optional<Owner> owner(JdbcClient sql, Home home) {
    return switch (home) {
      case Home.OfRun(String run) -> experiment(sql, "run", run);
      case Home.OfLoggedModel(String id) -> experiment(sql, "logged_model", id);
      case Home.OfVersion version -> find(sql, version).map(row -> row.vault().owner());
    };
  }

  private static Optional<Owner> experiment(JdbcClient sql, String table, String id) {
    return sql.sql("SELECT experiment FROM " + table + " WHERE id = ?")
        .param(id)
        .query(Long.class)
        .optional()
        .map(Owner.OfExperiment::new);
  }

  static Optional<Row> find(JdbcClient sql, Home home) {
    return sql.sql(
            "SELECT h.id, "
                + Vault.COLUMNS
                + " FROM artifact_home h JOIN vault v ON v.id = h.vault WHERE h."
                + column(home)
                + " = ?")
        .param(id(home))
        .query((row, _) -> new Row(row.getLong("id"), home, Vault.of(row)))
        .optional();
  }

  /// The home, which gets its row if it has none.
  static Row ensure(JdbcClient sql, Home home, Vault vault) {
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

  static RefusedException missing(Home home) {
    return RefusedException.missing("there is no `" + home.text() + "`");
  }
}
