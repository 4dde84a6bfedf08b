package dev.redoubt.arm;

import dev.redoubt.estate.Origin;

/// Scans the characters of one expression and tracks the line and column of each in the JSON file.
///
/// A parsed JSON string does not show how it was escaped. Quotes and backslashes count as two
/// columns, because they must be escaped. A line break between two tokens of the expression is a
/// line break in the file, which Azure allows; a line break inside a literal was written as `\n`,
/// as compilers write it.
final class ExpressionScanner {

  /// The result of [#peek] after the last character.
  static final char END = '\0';

  private final String text;
  private final int end;
  private final Origin whole;
  private int position;
  private int line;
  private int column;

  /// @param start the start of the expression in the text, after the opening bracket
  /// @param end the end of the expression, before the closing bracket
  ExpressionScanner(String text, int start, int end, Origin whole) {
    this.text = text;
    this.end = end;
    this.whole = whole;
    this.line = whole.line();
    this.column = whole.column() + 1;
    while (position < start) {
      advance(false);
    }
  }

  boolean atEnd() {
    return position >= end;
  }

  /// Returns the current character, or [#END] at the end.
  char peek() {
    return position < end ? text.charAt(position) : END;
  }

  int position() {
    return position;
  }

  String since(int start) {
    return text.substring(start, position);
  }

  /// Returns the location of the current character.
  Origin here() {
    return whole.isWritten() && whole.line() > 0 ? Origin.of(whole.file(), line, column) : whole;
  }

  void next() {
    advance(false);
  }

  /// Skips a character inside a literal.
  void nextInLiteral() {
    advance(true);
  }

  private void advance(boolean literal) {
    char c = text.charAt(position++);
    if (c == '\n' && !literal) {
      line++;
      column = 1;
    } else {
      column += c == '"' || c == '\\' || (literal && c < ' ') ? 2 : 1;
    }
  }

  void skipSpace() {
    while (position < end && Character.isWhitespace(text.charAt(position))) {
      advance(false);
    }
  }

  /// Skips white space and then the given character, if it is next.
  boolean accept(char c) {
    skipSpace();
    if (atEnd() || peek() != c) {
      return false;
    }
    next();
    return true;
  }

  /// Describes the current token for a message.
  String found() {
    if (atEnd()) {
      return "the end of the expression";
    }
    int length = Math.min(end - position, 12);
    int word = 0;
    while (word < length && isWordPart(text.charAt(position + word))) {
      word++;
    }
    return "`" + text.substring(position, position + Math.max(word, 1)) + "`";
  }

  static boolean isWordStart(char c) {
    return Character.isLetter(c) || c == '_';
  }

  static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$';
  }
}
