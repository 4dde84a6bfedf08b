package dev.redoubt.bicep.syntax;

import dev.redoubt.estate.Origin;

/// Reads the pieces of strings: from a quote or the end of a hole to the next hole or the closing
/// quotes.
class StringScanner extends TextCursor {

  /// How many quotes close a string on several lines; more are part of its text.
  private static final int CLOSING_QUOTES = 3;

  /// Of the piece that was read last: whether it has an end or an escape that is wrong, which has
  /// been reported.
  boolean malformed;

  private int contentStart;
  private int contentEnd;
  private boolean escapes;

  StringScanner(String text, SyntaxProblems problems) {
    super(text, problems);
  }

  /// The text of the piece, its escapes resolved.
  final String segment() {
    return escapes && !malformed
        ? StringEscapes.resolve(text, contentStart, contentEnd)
        : new String(text, contentStart, contentEnd - contentStart);
  }

  /// Begins a piece here that has no text and no end.
  final void brokenPiece() {
    begin();
    contentEnd = position;
    malformed = true;
  }

  private void begin() {
    contentStart = position;
    escapes = false;
    malformed = false;
  }

  /// Reads a piece of a string on one line, and returns whether a hole follows.
  ///
  /// @param start where the token begins
  final boolean scanLine(int start) {
    begin();
    int index = position;
    while (true) {
      char c = text[index];
      if (c == '\'') {
        contentEnd = index;
        position = index + 1;
        return false;
      }
      if (c == '$' && text[index + 1] == '{') {
        contentEnd = index;
        position = index + 2;
        return true;
      }
      if (c == '\\') {
        index += escape(index);
      } else if (isNewLine(c) || (c == '\0' && isEnd(index))) {
        problems.error("the string has no closing `'` on its line", origin(start));
        contentEnd = index;
        position = index;
        malformed = true;
        return false;
      } else {
        index++;
      }
    }
  }

  /// The length of the escape at an index; of one that is none the backslash alone.
  private int escape(int index) {
    escapes = true;
    int length = StringEscapes.length(text, index);
    if (length > 0) {
      return length;
    }
    char next = text[index + 1];
    problems.error(
        (isNewLine(next) || next == '\0' ? "`\\`" : "`\\" + next + "`")
            + " is no escape; those of strings are `\\n`, `\\r`, `\\t`, `\\\\`, `\\'`, `\\$` and"
            + " `\\u{...}`",
        origin(index));
    malformed = true;
    return 1;
  }

  /// Reads a piece of a string on several lines, and returns whether a hole follows. There are no
  /// escapes, and line ends are kept as they are; the first one right after the quotes is dropped.
  ///
  /// @param dollars how many `$` begin a hole; with 0 there are no holes
  /// @param first whether the piece is the first of its string
  final boolean scanLines(int dollars, boolean first) {
    Origin start = origin(Math.max(lineStart, position - CLOSING_QUOTES));
    if (first && isNewLine(text[position])) {
      newLine();
    }
    begin();
    while (true) {
      char c = text[position];
      if (c == '\'' && run('\'') >= CLOSING_QUOTES) {
        contentEnd = position - CLOSING_QUOTES;
        return false;
      }
      if (c == '$') {
        if (run('$') >= dollars && dollars > 0 && text[position] == '{') {
          contentEnd = position - dollars;
          position++;
          return true;
        }
      } else if (isNewLine(c)) {
        newLine();
      } else if (c == '\0' && atEnd()) {
        problems.error("the string that begins here has no closing `'''`", start);
        contentEnd = position;
        malformed = true;
        return false;
      } else if (c != '\'') {
        position++;
      }
    }
  }

  /// Moves over equal characters, and returns how many there are.
  private int run(char c) {
    int from = position;
    while (text[position] == c) {
      position++;
    }
    return position - from;
  }
}
