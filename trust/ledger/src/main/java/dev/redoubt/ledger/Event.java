package dev.redoubt.ledger;

import dev.redoubt.ledger.format.Digest;
import dev.redoubt.ledger.format.MalformedException;
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
public record Event(
    String type, String actor, String subject, @Nullable Digest body, List<Digest> previous) {

  /// Checks what [EntryRules] demand.
  public Event {
    previous = List.copyOf(previous);
    String problem = EntryRules.problem(type, actor, subject, previous);
    if (problem != null) {
      throw new IllegalArgumentException(problem);
    }
  }

  /// An event that rests on no other.
  public Event(String type, String actor, String subject, @Nullable Digest body) {
    this(type, actor, subject, body, List.of());
  }

  /// An event of parts that nobody has looked at yet; the digests may come in any order.
  ///
  /// @throws MalformedException if one of them cannot be recorded
  public static Event of(
      String type, String actor, String subject, @Nullable Digest body, List<Digest> previous)
      throws MalformedException {
    List<Digest> ascending = previous.stream().sorted().distinct().toList();
    String problem = EntryRules.problem(type, actor, subject, ascending);
    if (problem != null) {
      throw new MalformedException(problem);
    }
    return new Event(type, actor, subject, body, ascending);
  }
}
