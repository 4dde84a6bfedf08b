package dev.redoubt.store.outbox;

import dev.redoubt.store.RegistryDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/// What has happened to something, as far as it was written down.
public final class EventHistory {

  /// One that happened.
  ///
  /// @param entry its index in the ledger; empty while it waits
  public record Logged(SecurityEvent event, OptionalLong entry) {

    static Logged of(ResultSet row, int number) throws SQLException {
      SecurityEvent event =
          new SecurityEvent(
              row.getString("type"),
              row.getString("subject"),
              row.getString("actor"),
              Instant.ofEpochMilli(row.getLong("time")),
              row.getString("body"));
      long entry = row.getLong("entry");
      return new Logged(event, row.wasNull() ? OptionalLong.empty() : OptionalLong.of(entry));
    }
  }

  private final RegistryDatabase database;

  /// The log of a database.
  public EventHistory(RegistryDatabase database) {
    this.database = database;
  }

  /// What happened to a subject, the oldest first. Who may know of the subject is decided before.
  ///
  /// @param limit how many of the last ones at most
  public List<Logged> of(String subject, int limit) {
    return database
        .<List<Logged>>read(
            sql ->
                sql.sql(
                        """
                        SELECT type, subject, actor, time, body, entry FROM outbox
                        WHERE subject = ? ORDER BY id DESC LIMIT ?
                        """)
                    .params(subject, limit)
                    .query(Logged::of)
                    .list())
        .reversed();
  }

  /// Whether an entry of the ledger is about a subject.
  public boolean isAbout(long entry, String subject) {
    return database.<Long>read(
            sql ->
                sql.sql("SELECT COUNT(*) FROM outbox WHERE entry = ? AND subject = ?")
                    .params(entry, subject)
                    .query(Long.class)
                    .single())
        > 0;
  }
}
