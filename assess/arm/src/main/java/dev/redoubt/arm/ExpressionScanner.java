package dev.redoubt.arm;

import dev.redoubt.estate.Origin;

/// Walks through the text of one expression, and knows the line and column of each character in the
/// JSON file.
///
/// A JSON string does not say how it was escaped. Quotes and backslashes take two columns, as they
/// must be escaped. A line break between two words of the expression stands in the file as one,
/// which Azure allows; one inside a literal was written `\n`, which is how the compilers write it.
final class ExpressionScanner {

  /// What [#peek] yields behind the last character.
  static final char END = '\0';

  private final String text;
  private final int end;
  private final Origin whole;
  private int position;
  private int line;
  private int column;

  /// @param start where the expression begins in the text, behind the opening bracket
  /// @param end where it ends, before the closing bracket
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

  /// The character here; [#END] at the end.
  char peek() {
    return position < end ? text.charAt(position) : END;
  }

  int position() {
    return position;
  }

  String since(int start) {
    return text.substring(start, position);
  }

  /// The place of the character here.
  Origin here() {
    return whole.isWritten() && whole.line() > 0 ? Origin.of(whole.file(), line, column) : whole;
  }

  void next() {
    advance(false);
  }

  /// Steps over a character inside a literal.
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

  /// Steps over a character if it is this one, and the space before it.
  boolean accept(char c) {
    skipSpace();
    if (atEnd() || peek() != c) {
      return false;
    }
    next();
    return true;
  }

  /// What stands here, for a message.
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
