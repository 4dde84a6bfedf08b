package dev.redoubt.scan.internal.packages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Splits text into words like a shell. Source: the Python library reference, `shlex.split`.
final class ShellWords {

  private ShellWords() {}

  /// The words; empty if a quotation is not terminated, or a backslash is at the end.
  static Optional<List<String>> split(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean begun = false;
    char quote = 0;
    for (int at = 0; at < text.length(); at++) {
      char next = text.charAt(at);
      if (next == '\\' && quote != '\'') {
        if (++at == text.length()) {
          return Optional.empty();
        }
        char escaped = text.charAt(at);
        if (quote != 0 && escaped != '\\' && escaped != quote) {
          word.append('\\');
        }
        word.append(escaped);
        begun = true;
      } else if (quote != 0) {
        if (next == quote) {
          quote = 0;
        } else {
          word.append(next);
        }
      } else if (next == '\'' || next == '"') {
        quote = next;
        begun = true;
      } else if (next == ' ' || next == '\t' || next == '\r' || next == '\n') {
        if (begun) {
          words.add(word.toString());
          word.setLength(0);
          begun = false;
        }
      } else {
        word.append(next);
        begun = true;
      }
    }
    if (quote != 0) {
      return Optional.empty();
    }
    if (begun) {
      words.add(word.toString());
    }
    return Optional.of(words);
  }
}
