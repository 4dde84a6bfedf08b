package dev.redoubt.gate;

import dev.redoubt.access.Principal;
import dev.redoubt.store.RegistryDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Remembers who made what, by the id of the principal: names that clients give are no evidence. A
/// version of which nobody was remembered cannot be approved.
public final class VersionAuthors {

  private final RegistryDatabase database;

  /// Makers in a database.
  public VersionAuthors(RegistryDatabase database) {
    this.database = database;
  }

  /// Somebody has registered a version. To be said before its files are frozen.
  public void registered(Principal who, String model, long number) {
    int count = database.write(sql -> registered(sql, who.id(), model, number));
    if (count == 0 && !isKnown(who, model, number)) {
      throw VersionFactRows.missing(model, number);
    }
  }

  private boolean isKnown(Principal who, String model, long number) {
    return database.read(
        sql -> VersionFactRows.get(sql, model, number).makers().contains(who.id()));
  }

  /// The same within a transaction.
  ///
  /// @param who the id of the principal
  /// @return how many were not known before
  public static int registered(JdbcClient sql, String who, String model, long number) {
    return sql.sql(
            """
            INSERT INTO version_maker (version, principal)
            SELECT v.id, CAST(? AS TEXT) FROM model_version v JOIN registered_model m ON m.id = v.model
            WHERE m.name = ? AND v.version = ?
            ON CONFLICT (version, principal) DO NOTHING
            """)
        .params(who, model, number)
        .update();
  }

  /// Somebody has made the run of a version.
  ///
  /// @param sql of the transaction in which the version is made
  /// @param who the id of the principal
  public static void worked(JdbcClient sql, String who, String run) {
    sql.sql(
            """
            INSERT INTO run_maker (run, principal) VALUES (?, ?)
            ON CONFLICT (run, principal) DO NOTHING
            """)
        .params(run, who)
        .update();
  }

  /// Somebody has made a run, or written to it. It costs a write only the first time.
  public void worked(Principal who, String run) {
    boolean known =
        database.read(
            sql ->
                sql.sql("SELECT COUNT(*) FROM run_maker WHERE run = ? AND principal = ?")
                        .params(run, who.id())
                        .query(Long.class)
                        .single()
                    > 0);
    if (!known) {
      database.write(
          sql ->
              sql.sql(
                      """
                      INSERT INTO run_maker (run, principal)
                      SELECT id, CAST(? AS TEXT) FROM run WHERE id = ?
                      ON CONFLICT (run, principal) DO NOTHING
                      """)
                  .params(who.id(), run)
                  .update());
    }
  }
}
