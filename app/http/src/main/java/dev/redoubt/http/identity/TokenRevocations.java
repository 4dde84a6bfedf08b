package dev.redoubt.http.identity;

import dev.redoubt.store.RegistryDatabase;
import dev.redoubt.store.outbox.Outbox;
import dev.redoubt.store.outbox.SecurityEvent;
import dev.redoubt.store.outbox.SecurityEventBody;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/// From when on tokens of somebody count again. Tokens cannot be called back; those that were
/// issued before are known by their time.
public final class TokenRevocations {

  /// How long another server's revocation may go unnoticed. Our own count at once.
  private static final Duration FRESH = Duration.ofSeconds(1);

  /// How far the clocks of two servers may differ.
  private static final Duration OVERLAP = Duration.ofMinutes(5);

  private final RegistryDatabase database;
  private final InstantSource clock;
  private final Map<String, Instant> known = new ConcurrentHashMap<>();
  private volatile Instant read = Instant.EPOCH;

  /// Reads what was revoked so far.
  public TokenRevocations(RegistryDatabase database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    refresh();
  }

  private record Row(String principal, long notBefore) {}

  private void refresh() {
    Instant now = clock.instant();
    long since = Math.max(0, read.minus(OVERLAP).toEpochMilli());
    database
        .read(
            sql ->
                sql.sql("SELECT principal, not_before FROM revocation WHERE changed >= ?")
                    .param(since)
                    .query((row, _) -> new Row(row.getString(1), row.getLong(2)))
                    .list())
        .forEach(each -> learn(each.principal(), Instant.ofEpochMilli(each.notBefore())));
    read = now;
  }

  private void learn(String principal, Instant notBefore) {
    known.merge(principal, notBefore, (a, b) -> a.isAfter(b) ? a : b);
  }

  /// When a token of somebody has to have been issued, at least.
  Optional<Instant> notBefore(String principal) {
    if (!clock.instant().isBefore(read.plus(FRESH))) {
      refresh();
    }
    return Optional.ofNullable(known.get(principal));
  }

  /// Ends the tokens of somebody that were issued up to a time. Tokens have whole seconds, so that
  /// those of the second in which it happened do not count either.
  ///
  /// @param by who says so: the id of an administrator, or of an issuer
  /// @return from when on they count; later than asked for, if that was so already
  public Instant revoke(String principal, Instant time, String reason, String by) {
    Instant notBefore = time.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    Instant counts =
        database.write(
            sql -> {
              if (put(sql, principal, notBefore, reason) == 0) {
                return notBefore(sql, principal);
              }
              Outbox.add(sql, event(principal, notBefore, reason, by));
              return notBefore;
            });
    learn(principal, counts);
    return counts;
  }

  private int put(JdbcClient sql, String principal, Instant notBefore, String reason) {
    return sql.sql(
            """
            INSERT INTO revocation (principal, not_before, reason, changed) VALUES (?, ?, ?, ?)
            ON CONFLICT (principal) DO UPDATE
              SET not_before = excluded.not_before, reason = excluded.reason,
                  changed = excluded.changed
              WHERE revocation.not_before < excluded.not_before
            """)
        .params(principal, notBefore.toEpochMilli(), reason, clock.instant().toEpochMilli())
        .update();
  }

  private static Instant notBefore(JdbcClient sql, String principal) {
    return Instant.ofEpochMilli(
        sql.sql("SELECT not_before FROM revocation WHERE principal = ?")
            .param(principal)
            .query(Long.class)
            .single());
  }

  private SecurityEvent event(String principal, Instant notBefore, String reason, String by) {
    return new SecurityEvent(
        "identity.revoked",
        "principal/" + principal,
        by,
        clock.instant(),
        new SecurityEventBody()
            .with("notBefore", notBefore.toString())
            .with("reason", reason)
            .text());
  }
}
