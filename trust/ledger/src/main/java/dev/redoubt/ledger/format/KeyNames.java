package dev.redoubt.ledger.format;

import org.jspecify.annotations.Nullable;

/// Checks the names of keys in signed notes: not empty, without Unicode spaces and plus signs.
final class KeyNames {

  private KeyNames() {}

  /// The problem of a name; null if it is valid.
  static @Nullable String problem(String name) {
    if (name.isEmpty()) {
      return "the key name is empty";
    }
    boolean wrong = name.codePoints().anyMatch(point -> isSpace(point) || point == '+');
    boolean odd =
        name.codePoints()
            .anyMatch(
                point ->
                    Character.isISOControl(point)
                        || Character.getType(point) == Character.SURROGATE);
    return wrong || odd
        ? "`%s` is not a valid key name: spaces, plus signs and control characters are not allowed"
            .formatted(StrictText.shown(name))
        : null;
  }

  /// Whether a character has the Unicode property White_Space.
  private static boolean isSpace(int point) {
    return Character.isSpaceChar(point) || (point >= '\t' && point <= '\r') || point == 0x85;
  }
}
