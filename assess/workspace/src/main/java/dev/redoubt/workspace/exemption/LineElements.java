package dev.redoubt.workspace.exemption;

import java.util.ArrayDeque;
import java.util.Deque;

/// The elements of one line of Bicep, JSON or YAML without its comments: what commas and brackets
/// separate. Where it does not understand a line, elements are shorter, and an exemption applies to
/// less.
final class LineElements {

  private final String line;
  private final String quotes;

  /// The beginnings of the elements that are open at [#position]; -1 where none has begun.
  private final Deque<Integer> open = new ArrayDeque<>();

  private int position;

  /// @param line without comments
  /// @param quotes the characters that begin and end strings
  LineElements(String line, String quotes) {
    this.line = line;
    this.quotes = quotes;
    open.push(-1);
  }

  /// The end of the element that begins at an index, exclusive.
  int end(int begin) {
    int depth = 0;
    int limit = Math.min(line.length(), ExemptedRange.MAX_COLUMN);
    int index = begin;
    while (index < limit) {
      char c = line.charAt(index);
      if (isQuote(c)) {
        index = afterString(index);
        continue;
      }
      if (isOpening(c)) {
        depth++;
      } else if (isClosing(c) && --depth < 0) {
        return index;
      } else if (c == ',' && depth == 0) {
        return index;
      }
      index++;
    }
    return limit;
  }

  /// The beginning of the value if a string with a colon begins at an index; otherwise the index.
  int value(int begin) {
    if (begin >= line.length() || !isQuote(line.charAt(begin))) {
      return begin;
    }
    int colon = afterBlanks(afterString(begin));
    return colon < line.length() && line.charAt(colon) == ':' ? afterBlanks(colon + 1) : begin;
  }

  /// The first character at or after an index that is neither blank nor a comma; the length of the
  /// line if there is none.
  int next(int index) {
    int next = index;
    while (next < line.length() && (isBlank(line.charAt(next)) || line.charAt(next) == ',')) {
      next++;
    }
    return next;
  }

  boolean isEndOrClosing(int index) {
    return index >= line.length() || isClosing(line.charAt(index));
  }

  /// The beginning of the innermost element before an index; the index if there is none. To be
  /// called with increasing indexes.
  int before(int index) {
    while (position < index) {
      char c = line.charAt(position);
      if (!isBlank(c)) {
        pass(c, index);
      } else {
        position++;
      }
    }
    return open.stream().filter(begin -> begin >= 0).findFirst().orElse(index);
  }

  private void pass(char c, int index) {
    if (c == ',') {
      // what follows the comma replaces it: a comment after the comma still belongs to this element
      int next = next(position);
      if (next < index) {
        restart(-1);
      }
      position++;
      return;
    }
    if (isClosing(c)) {
      if (open.size() > 1) {
        open.pop();
      } else {
        restart(-1);
      }
      position++;
      return;
    }
    if (open.getFirst() < 0) {
      restart(position);
    }
    if (isQuote(c)) {
      position = Math.min(afterString(position), index);
      return;
    }
    if (isOpening(c)) {
      open.push(-1);
    }
    position++;
  }

  private void restart(int begin) {
    open.pop();
    open.push(begin);
  }

  private int afterBlanks(int index) {
    int next = index;
    while (next < line.length() && Character.isWhitespace(line.charAt(next))) {
      next++;
    }
    return next;
  }

  /// A file may begin with a byte order mark.
  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || c == '\uFEFF';
  }

  private boolean isQuote(char c) {
    return quotes.indexOf(c) >= 0;
  }

  /// The index after the string that begins at an index; the length of the line without an end.
  private int afterString(int begin) {
    char quote = line.charAt(begin);
    int index = begin + 1;
    while (index < line.length() && line.charAt(index) != quote) {
      index += line.charAt(index) == '\\' ? 2 : 1;
    }
    return Math.min(index + 1, line.length());
  }

  private static boolean isOpening(char c) {
    return c == '{' || c == '[' || c == '(';
  }

  private static boolean isClosing(char c) {
    return c == '}' || c == ']' || c == ')';
  }
}
