package dev.redoubt.gate;

import dev.redoubt.text.NameNormalization;
import java.util.List;
import java.util.Optional;

/// A pattern in which `*` stands for any letters, also none. `PROD` is `prod`, as everything that
/// is one name to [NameNormalization#folded].
///
/// @param text as it is written
public record NamePattern(String text) {

  /// All names.
  static final NamePattern ALL = new NamePattern("*");

  /// Whether a whole text is as the pattern says. It takes at most as many steps as both have
  /// letters, multiplied: the pattern is our own, the text is not.
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

  /// Whether another pattern means the same names, but for its case.
  boolean isSame(NamePattern other) {
    return NameNormalization.folded(text).equals(NameNormalization.folded(other.text));
  }

  /// Why no name can be of this pattern; empty if some can.
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
