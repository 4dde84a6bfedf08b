package dev.redoubt.ledger;

import dev.redoubt.ledger.format.MalformedLogException;
import dev.redoubt.ledger.format.Sha256Digest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody hands in to be recorded; the ledger adds the time.
///
/// What is recorded in an entry stays for good. Whatever may have to be erased belongs into the
/// body, and names of persons are better pseudonyms.
///
/// @param type what happened, for example `model.approved`: lower-case letters, digits and `.-_/`
/// @param actor who did it
/// @param subject to what it was done
/// @param body the digest of whatever else there is to say; null for nothing
/// @param previous digests of earlier entries that this one rests on, ascending, without doubles
public record LedgerEvent(
    String type,
    String actor,
    String subject,
    @Nullable Sha256Digest body,
    List<Sha256Digest> previous) {

  /// Checks what [LedgerEntryValidation] demand.
  public LedgerEvent {
    previous = List.copyOf(previous);
    String problem = LedgerEntryValidation.problem(type, actor, subject, previous);
    if (problem != null) {
      throw new IllegalArgumentException(problem);
    }
  }

  /// An event that rests on no other.
  public LedgerEvent(String type, String actor, String subject, @Nullable Sha256Digest body) {
    this(type, actor, subject, body, List.of());
  }

  /// An event of parts that nobody has looked at yet; the digests may come in any order.
  ///
  /// @throws MalformedLogException if one of them cannot be recorded
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
