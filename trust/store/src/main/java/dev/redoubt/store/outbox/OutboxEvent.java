package dev.redoubt.store.outbox;

import dev.redoubt.ledger.format.Sha256Digest;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/// An event in the outbox.
///
/// @param id its row id, which gives the order
/// @param nonce unique hexadecimal digits
record OutboxEvent(long id, SecurityEvent event, String nonce) {

  static OutboxEvent of(ResultSet row, int number) throws SQLException {
    SecurityEvent event =
        new SecurityEvent(
            row.getString("type"),
            row.getString("subject"),
            row.getString("actor"),
            Instant.ofEpochMilli(row.getLong("time")),
            row.getString("body"));
    return new OutboxEvent(row.getLong("id"), event, row.getString("nonce"));
  }

  /// Returns the body that the ledger keeps: the body of the event, its time, and the nonce. The
  /// nonce makes the digest unique, so that it reveals nothing once the body is erased.
  byte[] body() {
    return new SecurityEventBody()
        .withObject("event", event.body())
        .with("nonce", nonce)
        .with("time", event.time().toString())
        .text()
        .getBytes(StandardCharsets.UTF_8);
  }

  Sha256Digest digest() {
    return Sha256Digest.sha256(body());
  }
}
