package dev.redoubt.store.outbox;

import dev.redoubt.store.RegistryDatabase;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Records an event when the policies that a registry decides by have changed. Policies are read
/// when a server starts and stay the same until it stops.
public final class PolicyChangeEvents {

  private PolicyChangeEvents() {}

  /// Records the policies that are in force from now on.
  ///
  /// @param what `rules` for the access rules or `gates` for the gate policy
  /// @param actor id of the principal who changed them
  /// @param digest over all of them
  /// @return whether the digest differs from the last recorded one, or none was recorded
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
