package dev.redoubt.text;

import java.util.ArrayList;
import java.util.List;

/// Wraps text into lines of limited length.
public final class TextWrapping {

  private TextWrapping() {}

  /// Breaks a text between words, and inside words that are longer than a line.
  ///
  /// @param room maximum length of a line, in UTF-16 units, at least 2
  /// @return at least one line
  public static List<String> wrap(String text, int room) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      String rest = word;
      if (!line.isEmpty() && line.length() + 1 + rest.length() > room) {
        lines.add(line.toString());
        line.setLength(0);
      }
      while (rest.length() > room) {
        int cut = breakPoint(rest, room);
        lines.add(rest.substring(0, cut));
        rest = rest.substring(cut);
      }
      line.append(line.isEmpty() ? "" : " ").append(rest);
    }
    lines.add(line.toString());
    return lines;
  }

  /// The position after the last separator within reach, for a word that is longer than a line:
  /// paths are broken between folders if possible.
  private static int breakPoint(String word, int room) {
    for (String separators : List.of("/", ".,;:()[]-_")) {
      for (int i = room; i > room / 2; i--) {
        if (separators.indexOf(word.charAt(i - 1)) >= 0) {
          return i;
        }
      }
    }
    return Character.isHighSurrogate(word.charAt(room - 1)) ? room - 1 : room;
  }
}
