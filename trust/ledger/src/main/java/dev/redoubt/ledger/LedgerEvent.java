package dev.redoubt.ledger;

import dev.redoubt.ledger.format.MalformedLogException;
import dev.redoubt.ledger.format.Sha256Digest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An event to be recorded; the ledger adds the time.
///
/// A recorded entry cannot be deleted. Put whatever may have to be erased into the body, and use
/// pseudonyms for persons.
///
/// @param type what happened, for example `model.approved`: lower-case letters, digits and `.-_/`
/// @param actor who acted
/// @param subject the object of the action
/// @param body the digest of further details; null if there are none
/// @param previous digests of earlier entries on which this one depends, ascending, without
///   duplicates
public record LedgerEvent(
    String type,
    String actor,
    String subject,
    @Nullable Sha256Digest body,
    List<Sha256Digest> previous) {

  /// Validates the fields with [LedgerEntryValidation].
  public LedgerEvent {
    previous = List.copyOf(previous);
    String problem = LedgerEntryValidation.problem(type, actor, subject, previous);
    if (problem != null) {
      throw new IllegalArgumentException(problem);
    }
  }

  /// Creates an event that depends on no other.
  public LedgerEvent(String type, String actor, String subject, @Nullable Sha256Digest body) {
    this(type, actor, subject, body, List.of());
  }

  /// Creates an event from unvalidated input; the digests may be in any order.
  ///
  /// @throws MalformedLogException if a field is not valid
  public static LedgerEvent of(
      String type,
      String actor,
      String subject,
      @Nullable Sha256Digest body,
      List<Sha256Digest> previous)
      throws MalformedLogException {
    List<Sha256Digest> ascending = previous.stream().sorted().distinct().toList();
    String problem = LedgerEntryValidation.problem(type, actor, subject, ascending);
    if (problem != null) {
      throw new MalformedLogException(problem);
    }
    return new LedgerEvent(type, actor, subject, body, ascending);
  }
}
