package dev.redoubt.gate;

import dev.redoubt.access.Principal;
import dev.redoubt.store.RegistryDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Records the authors of versions by principal id: names that clients send are not evidence. A
/// version without a recorded author cannot be approved.
public final class VersionAuthors {

  private final RegistryDatabase database;

  /// Creates the service.
  public VersionAuthors(RegistryDatabase database) {
    this.database = database;
  }

  /// Records who registered a version. Must be called before the snapshot is made.
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

  /// Records who registered a version, within a transaction.
  ///
  /// @param who id of the principal
  /// @return number of newly recorded authors
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

  /// Records who created or wrote to the run of a version.
  ///
  /// @param sql client of the transaction that creates the version
  /// @param who id of the principal
  public static void worked(JdbcClient sql, String who, String run) {
    sql.sql(
            """
            INSERT INTO run_maker (run, principal) VALUES (?, ?)
            ON CONFLICT (run, principal) DO NOTHING
            """)
        .params(run, who)
        .update();
  }

  /// Records who created a run or wrote to it. Writes to the database only the first time.
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
