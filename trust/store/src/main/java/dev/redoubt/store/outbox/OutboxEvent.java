package dev.redoubt.store.outbox;

import dev.redoubt.ledger.format.Sha256Digest;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/// An event in the outbox.
///
/// @param id its place there
/// @param nonce hexadecimal digits that no other event has
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

  /// The body that the ledger keeps: what the event says, when it happened, and the nonce, by which
  /// its digest is one of a kind and tells nothing once the body is erased.
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
