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

/// The revoked tokens: for each principal, the earliest issue time of tokens that are still
/// accepted. Signed tokens cannot be recalled, so they are rejected by their issue time.
public final class TokenRevocations {

  /// How long a revocation by another server may go unnoticed. Revocations by this server take
  /// effect immediately.
  private static final Duration FRESH = Duration.ofSeconds(1);

  /// Maximum clock difference between two servers.
  private static final Duration OVERLAP = Duration.ofMinutes(5);

  private final RegistryDatabase database;
  private final InstantSource clock;
  private final Map<String, Instant> known = new ConcurrentHashMap<>();
  private volatile Instant read = Instant.EPOCH;

  /// Loads the existing revocations.
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

  /// Returns the earliest accepted issue time of a principal's tokens; empty if there is no
  /// revocation.
  Optional<Instant> notBefore(String principal) {
    if (!clock.instant().isBefore(read.plus(FRESH))) {
      refresh();
    }
    return Optional.ofNullable(known.get(principal));
  }

  /// Revokes the tokens of a principal that were issued up to a time. Issue times have whole
  /// seconds, so tokens issued in the same second are revoked, too.
  ///
  /// @param by id of the administrator or the issuer that requests it
  /// @return the earliest accepted issue time; later than requested if an existing revocation is
  ///   stricter
  public Instant revoke(String principal, Instant time, String reason, String by) {
    Instant notBefore = time.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    Instant effective =
        database.write(
            sql -> {
              if (put(sql, principal, notBefore, reason) == 0) {
                return notBefore(sql, principal);
              }
              Outbox.add(sql, event(principal, notBefore, reason, by));
              return notBefore;
            });
    learn(principal, effective);
    return effective;
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
