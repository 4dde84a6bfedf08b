package dev.redoubt.store.outbox;

import dev.redoubt.ledger.format.Digest;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/// An event in the outbox.
///
/// @param id its place there
/// @param nonce hexadecimal digits that no other event has
record Waiting(long id, Event event, String nonce) {

  static Waiting of(ResultSet row, int number) throws SQLException {
    Event event =
        new Event(
            row.getString("type"),
            row.getString("subject"),
            row.getString("actor"),
            Instant.ofEpochMilli(row.getLong("time")),
            row.getString("body"));
    return new Waiting(row.getLong("id"), event, row.getString("nonce"));
  }

  /// The body that the ledger keeps: what the event says, when it happened, and the nonce, by which
  /// its digest is one of a kind and tells nothing once the body is erased.
  byte[] body() {
    return new EventBody()
        .withObject("event", event.body())
        .with("nonce", nonce)
        .with("time", event.time().toString())
        .text()
        .getBytes(StandardCharsets.UTF_8);
  }

  Digest digest() {
    return Digest.sha256(body());
  }
}
