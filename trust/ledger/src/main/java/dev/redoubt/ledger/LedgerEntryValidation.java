package dev.redoubt.ledger;

import dev.redoubt.ledger.format.Sha256Digest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Validates the fields of an entry.
final class LedgerEntryValidation {

  /// In characters.
  static final int MAX_TYPE_LENGTH = 128;

  /// In UTF-16 units, of an actor and of a subject. With quotes all over, both still fit into an
  /// entry of [dev.redoubt.ledger.format.EntryBundle#MAX_ENTRY_LENGTH] bytes.
  static final int MAX_NAME_LENGTH = 4096;

  /// Also keeps an entry within its length.
  static final int MAX_PREVIOUS = 64;

  private LedgerEntryValidation() {}

  /// What is wrong; null where nothing is.
  static @Nullable String problem(
      String type, String actor, String subject, List<Sha256Digest> previous) {
    String wrong = typeProblem(type);
    if (wrong == null) {
      wrong = nameProblem("actor", actor);
    }
    if (wrong == null) {
      wrong = nameProblem("subject", subject);
    }
    return wrong == null ? previousProblem(previous) : wrong;
  }

  private static @Nullable String typeProblem(String type) {
    if (type.isEmpty() || type.length() > MAX_TYPE_LENGTH) {
      return "the type must have 1 to %d characters, but has %d"
          .formatted(MAX_TYPE_LENGTH, type.length());
    }
    boolean plain =
        type.chars()
            .allMatch(
                each ->
                    (each >= 'a' && each <= 'z')
                        || (each >= '0' && each <= '9')
                        || ".-_/".indexOf(each) >= 0);
    return plain
        ? null
        : "a type may only contain lower-case letters, digits, `.`, `-`, `_` and `/`";
  }

  private static @Nullable String nameProblem(String field, String name) {
    if (name.isEmpty() || name.length() > MAX_NAME_LENGTH) {
      return "%s must have 1 to %d characters, but has %d"
          .formatted(field, MAX_NAME_LENGTH, name.length());
    }
    boolean odd =
        name.codePoints()
            .anyMatch(
                point ->
                    Character.isISOControl(point)
                        || Character.getType(point) == Character.SURROGATE);
    return odd ? field + " contains control characters or an unpaired surrogate" : null;
  }

  private static @Nullable String previousProblem(List<Sha256Digest> previous) {
    if (previous.size() > MAX_PREVIOUS) {
      return "`previous` must list at most %d entries, but lists %d"
          .formatted(MAX_PREVIOUS, previous.size());
    }
    for (int i = 1; i < previous.size(); i++) {
      if (previous.get(i - 1).compareTo(previous.get(i)) >= 0) {
        return "the digests in `previous` must be in ascending order, without duplicates";
      }
    }
    return null;
  }
}
