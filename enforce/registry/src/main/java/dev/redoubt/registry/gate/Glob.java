package dev.redoubt.registry.gate;

import java.util.List;
import java.util.Locale;

/// A pattern in which `*` stands for any letters, also none.
///
/// @param text as it is written
/// @param anyCase whether `PROD` is `prod`
public record Glob(String text, boolean anyCase) {

  /// Whether a whole text is as the pattern says. It takes at most as many steps as both have
  /// letters, multiplied: the pattern is our own, the text is not.
  public boolean matches(String whole) {
    String pattern = folded(text);
    String name = folded(whole);
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

  private String folded(String letters) {
    return anyCase ? letters.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT) : letters;
  }

  static boolean any(List<Glob> globs, String name) {
    return globs.stream().anyMatch(glob -> glob.matches(name));
  }

  @Override
  public String toString() {
    return text;
  }
}
