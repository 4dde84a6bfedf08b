package dev.redoubt.server.configuration;

import java.util.Collection;
import java.util.Comparator;

/// The word that somebody meant who wrote another one.
final class Nearest {

  private Nearest() {}

  /// `; did you mean X?`, or nothing where no word is near.
  static String of(String word, Collection<String> known) {
    return known.stream()
        .min(
            Comparator.comparingInt((String each) -> distance(word, each))
                .thenComparing(each -> each))
        .filter(each -> distance(word, each) <= Math.max(2, word.length() / 3))
        .map(each -> "; did you mean `" + each + "`?")
        .orElse("");
  }

  /// Levenshtein's distance.
  private static int distance(String left, String right) {
    int[] row = new int[right.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int above = row[j];
        int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], above) + 1, diagonal + change);
        diagonal = above;
      }
    }
    return row[row.length - 1];
  }
}
