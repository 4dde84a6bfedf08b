package dev.redoubt.store.outbox;

import dev.redoubt.ledger.format.Sha256Digest;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Something that happened, and is going to be an entry of the ledger. Type, subject and actor stay
/// there for good; the body can be erased.
///
/// @param type for example `version.created`: lower-case letters, digits and `.-_/`
/// @param subject to what, for example `models:/credit/3`
/// @param actor who did it
/// @param time when; what is finer than milliseconds is dropped
/// @param body whatever else there is to say: an object as [SecurityEventBody#text()] writes it
public record SecurityEvent(String type, String subject, String actor, Instant time, String body) {

  /// @throws IllegalArgumentException if the ledger would not take it: nothing gets into the outbox
  ///   that could never leave it
  public SecurityEvent {
    time = Instant.ofEpochMilli(time.toEpochMilli());
    Objects.requireNonNull(body);
    entry(type, subject, actor, null);
  }

  /// What the ledger is handed.
  ///
  /// @param digest of the body as it is kept there
  dev.redoubt.ledger.LedgerEvent entry(@Nullable Sha256Digest digest) {
    return entry(type, subject, actor, digest);
  }

  private static dev.redoubt.ledger.LedgerEvent entry(
      String type, String subject, String actor, @Nullable Sha256Digest digest) {
    return new dev.redoubt.ledger.LedgerEvent(type, actor, subject, digest);
  }
}
