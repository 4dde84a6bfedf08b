package dev.redoubt.store.outbox;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Where events wait for the ledger. An event is added in the transaction of its effect, so that
/// neither is there without the other.
public final class Outbox {

  /// In bytes.
  private static final int NONCE = 16;

  private static final SecureRandom RANDOM = new SecureRandom();

  private Outbox() {}

  /// Adds an event.
  ///
  /// @param sql of the transaction in which it happens
  public static void add(JdbcClient sql, SecurityEvent event) {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    sql.sql(
            """
            INSERT INTO outbox (type, subject, actor, time, body, nonce)
            VALUES (?, ?, ?, ?, ?, ?)
            """)
        .params(
            event.type(),
            event.subject(),
            event.actor(),
            event.time().toEpochMilli(),
            event.body(),
            HexFormat.of().formatHex(nonce))
        .update();
  }
}
