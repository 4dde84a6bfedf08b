package dev.redoubt.store.outbox;

import dev.redoubt.ledger.format.Sha256Digest;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A security event that is to become an entry of the ledger. Type, subject and actor stay in the
/// ledger permanently; the body can be erased.
///
/// @param type for example `version.created`: lower-case letters, digits and `.-_/`
/// @param subject what it happened to, for example `models:/credit/3`
/// @param actor id of the principal who caused it
/// @param time truncated to milliseconds
/// @param body further details: a JSON object as written by [SecurityEventBody#text()]
public record SecurityEvent(String type, String subject, String actor, Instant time, String body) {

  /// @throws IllegalArgumentException if the ledger would reject the event: it would block the
  ///   outbox forever
  public SecurityEvent {
    time = Instant.ofEpochMilli(time.toEpochMilli());
    Objects.requireNonNull(body);
    entry(type, subject, actor, null);
  }

  /// Returns the event in the form that the ledger takes.
  ///
  /// @param digest of the body as stored in the ledger
  dev.redoubt.ledger.LedgerEvent entry(@Nullable Sha256Digest digest) {
    return entry(type, subject, actor, digest);
  }

  private static dev.redoubt.ledger.LedgerEvent entry(
      String type, String subject, String actor, @Nullable Sha256Digest digest) {
    return new dev.redoubt.ledger.LedgerEvent(type, actor, subject, digest);
  }
}
