package dev.redoubt.store.outbox;

import dev.redoubt.store.RegistryDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/// Reads the recorded security events of a subject.
public final class EventHistory {

  /// A recorded event.
  ///
  /// @param entry index of its entry in the ledger; empty while it waits in the outbox
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

  /// Reads the events of a database.
  public EventHistory(RegistryDatabase database) {
    this.database = database;
  }

  /// Returns the events of a subject, oldest first. The caller has already checked that the subject
  /// is visible.
  ///
  /// @param limit maximum number of events; the latest are returned
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
