package dev.redoubt.store.outbox;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Table in which security events wait for the ledger. An event is added in the transaction of the
/// change that it records, so that neither exists without the other.
public final class Outbox {

  /// In bytes.
  private static final int NONCE = 16;

  private static final SecureRandom RANDOM = new SecureRandom();

  private Outbox() {}

  /// Adds an event.
  ///
  /// @param sql client of the transaction that makes the change
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
