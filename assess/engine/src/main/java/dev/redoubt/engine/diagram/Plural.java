package dev.redoubt.engine.diagram;

import dev.redoubt.facts.TypeDescriptions;

/// Numbers with their nouns.
final class Plural {

  private static final String EXISTING = "existing ";

  private Plural() {}

  /// `1 key vault`, `2 key vaults`, `2 registries`.
  static String of(int number, String noun) {
    return number + " " + (number == 1 ? noun : plural(noun));
  }

  private static String plural(String noun) {
    if (noun.startsWith(EXISTING)) {
      return EXISTING + plural(noun.substring(EXISTING.length()));
    }
    String listed = TypeDescriptions.plural(noun);
    if (listed != null) {
      return listed;
    }
    boolean isVowel = noun.length() > 1 && "aeiou".indexOf(noun.charAt(noun.length() - 2)) >= 0;
    if (noun.endsWith("y") && !isVowel) {
      return noun.substring(0, noun.length() - 1) + "ies";
    }
    boolean hissing =
        noun.endsWith("s") || noun.endsWith("x") || noun.endsWith("ch") || noun.endsWith("sh");
    return noun + (hissing ? "es" : "s");
  }
}
