package dev.redoubt.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Suggests the known word that is most similar to a misspelled one.
public final class SpellingSuggestions {

  /// A distance up to which words are near, however short they are: a transposition, or two slips.
  private static final int NEAR = 2;

  private SpellingSuggestions() {}

  /// The end of a message: `; did you mean X?`, or nothing where no word is near.
  public static String ending(String word, Collection<String> known) {
    return nearest(word, known).map(each -> "; did you mean `" + each + "`?").orElse("");
  }

  /// The known word with the least Levenshtein distance, of several the first in the order of
  /// `String`. Up to 2 changes are near, in a longer word one in three letters; a word of which
  /// nothing is left is not.
  public static Optional<String> nearest(String word, Collection<String> known) {
    return known.stream()
        .min(
            Comparator.comparingInt((String each) -> distance(word, each))
                .thenComparing(Comparator.naturalOrder()))
        .filter(each -> isNear(word, distance(word, each)));
  }

  private static boolean isNear(String word, int distance) {
    return distance <= Math.max(NEAR, word.length() / 3) && distance < word.length();
  }

  /// Levenshtein's distance: the least number of letters to insert, delete or replace.
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
