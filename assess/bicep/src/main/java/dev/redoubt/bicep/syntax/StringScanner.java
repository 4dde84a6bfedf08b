package dev.redoubt.bicep.syntax;

import dev.redoubt.estate.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Scans string segments: from a quote or the end of an interpolated expression to the next
/// interpolated expression or the closing quotes.
class StringScanner extends TextCursor {

  /// The number of quotes that close a multi-line string; further quotes belong to its text.
  private static final int CLOSING_QUOTES = 3;

  /// Whether the last segment is unterminated or has an invalid escape sequence, which has been
  /// reported.
  boolean malformed;

  private int contentStart;
  private int contentEnd;
  private boolean escapes;

  StringScanner(String text, SyntaxProblems problems, @Nullable List<BicepComment> comments) {
    super(text, problems, comments);
  }

  /// The text of the segment, with its escape sequences resolved.
  final String segment() {
    return escapes && !malformed
        ? StringEscapes.resolve(text, contentStart, contentEnd)
        : new String(text, contentStart, contentEnd - contentStart);
  }

  /// Starts an empty, unterminated segment here.
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

  /// Scans a segment of a single-line string, and returns whether an interpolated expression
  /// follows.
  ///
  /// @param start the index at which the token begins
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
        problems.error(
            "the string is not terminated; add a closing `'` on the same line", origin(start));
        contentEnd = index;
        position = index;
        malformed = true;
        return false;
      } else {
        index++;
      }
    }
  }

  /// The length of the escape sequence at an index; 1, the backslash, if it is invalid.
  private int escape(int index) {
    escapes = true;
    int length = StringEscapes.length(text, index);
    if (length > 0) {
      return length;
    }
    char next = text[index + 1];
    problems.error(
        (isNewLine(next) || next == '\0' ? "`\\`" : "`\\" + next + "`")
            + " is not an escape sequence; allowed are `\\n"
            + "`, `\\r"
            + "`, `\\t`, `\\\\`, `\\'`, `\\$` and `\\u{...}`",
        origin(index));
    malformed = true;
    return 1;
  }

  /// Scans a segment of a multi-line string, and returns whether an interpolated expression
  /// follows. There are no escape sequences, and line ends are kept; a line end directly after the
  /// opening quotes is dropped.
  ///
  /// @param dollars the number of `$` that start an interpolated expression; 0 for none
  /// @param first whether the segment is the first of its string
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
        problems.error(
            "the multi-line string that starts here is not terminated; add `'''`", start);
        contentEnd = position;
        malformed = true;
        return false;
      } else if (c != '\'') {
        position++;
      }
    }
  }

  /// Skips equal characters, and returns their number.
  private int run(char c) {
    int from = position;
    while (text[position] == c) {
      position++;
    }
    return position - from;
  }
}
