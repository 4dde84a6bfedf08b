package dev.redoubt.store.outbox;

import dev.redoubt.store.RegistryDatabase;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Writes down when what a registry decides by has become something else. It is read when a server
/// starts, and stays until that ends.
public final class PolicyChangeEvents {

  private PolicyChangeEvents() {}

  /// Says by what is decided from now on.
  ///
  /// @param what `rules` or `gates`
  /// @param actor the id of who says so
  /// @param digest of all of it
  /// @return whether it was something else before, or nothing
  public static boolean note(
      RegistryDatabase database, String what, String actor, String digest, Instant now) {
    String subject = "policy:/" + what;
    String body = new SecurityEventBody().with("digest", digest).text();
    return database.write(
        sql -> {
          boolean changed = !last(sql, subject).equals(Optional.of(body));
          if (changed) {
            Outbox.add(sql, new SecurityEvent("policy.changed", subject, actor, now, body));
          }
          return changed;
        });
  }

  private static Optional<String> last(JdbcClient sql, String subject) {
    return sql.sql("SELECT body FROM outbox WHERE subject = ? ORDER BY id DESC LIMIT 1")
        .param(subject)
        .query(String.class)
        .optional();
  }
}
