package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.estate.PropertyName;
import org.jspecify.annotations.Nullable;

/// Orders strings as Azure Policy does: by the rules of the invariant culture, ignoring case.
///
/// Only the part of these rules that does not depend on the version of the collation tables is
/// implemented: the first different characters decide, digits come before letters, letters are in
/// alphabetical order, and a prefix comes before the longer string. If another character decides,
/// the order is not known.
///
/// Source: "Azure Policy definition structure: policy rule, conditions", Microsoft Learn, 2025.
final class StringOrder {

  private StringOrder() {}

  /// Negative, zero or positive; null if the order is not known.
  static @Nullable Integer compare(String left, String right) {
    int common = Math.min(left.length(), right.length());
    for (int i = 0; i < common; i++) {
      char mine = PropertyName.folded(left.charAt(i));
      char theirs = PropertyName.folded(right.charAt(i));
      if (mine != theirs) {
        return isAlphanumeric(mine) && isAlphanumeric(theirs)
            ? Integer.compare(mine, theirs)
            : null;
      }
    }
    if (left.length() == right.length()) {
      return 0;
    }
    // A hyphen, for example, may be ignored.
    String rest = left.length() > common ? left.substring(common) : right.substring(common);
    return rest.chars().anyMatch(c -> isAlphanumeric(PropertyName.folded((char) c)))
        ? (Integer) Integer.compare(left.length(), right.length())
        : null;
  }

  private static boolean isAlphanumeric(char folded) {
    return (folded >= '0' && folded <= '9') || (folded >= 'a' && folded <= 'z');
  }
}
