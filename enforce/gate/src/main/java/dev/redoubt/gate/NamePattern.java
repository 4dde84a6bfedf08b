package dev.redoubt.gate;

import dev.redoubt.text.NameNormalization;
import java.util.List;
import java.util.Optional;

/// Name pattern in which `*` matches any sequence of characters, including none. Case and Unicode
/// variants that [NameNormalization#folded] treats as one name match alike.
///
/// @param text as written in the policy
public record NamePattern(String text) {

  /// Matches all names.
  static final NamePattern ALL = new NamePattern("*");

  /// Whether the pattern matches the whole name. Takes at most as many steps as the product of both
  /// lengths: the pattern is trusted, the name is not.
  public boolean matches(String whole) {
    String pattern = NameNormalization.folded(text);
    String name = NameNormalization.folded(whole);
    int p = 0;
    int n = 0;
    int star = -1;
    int retry = 0;
    while (n < name.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        retry = n;
      } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
        p++;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++retry;
      } else {
        return false;
      }
    }
    return pattern.substring(p).chars().allMatch(letter -> letter == '*');
  }

  /// Whether another pattern matches the same names, apart from case.
  boolean isSame(NamePattern other) {
    return NameNormalization.folded(text).equals(NameNormalization.folded(other.text));
  }

  /// Returns why no valid name can match this pattern; empty if one can.
  Optional<String> problem() {
    return NameNormalization.problem(text.replace("*", ""));
  }

  static boolean any(List<NamePattern> globs, String name) {
    return globs.stream().anyMatch(glob -> glob.matches(name));
  }

  @Override
  public String toString() {
    return text;
  }
}
