package dev.redoubt.bicep.syntax;

import dev.redoubt.estate.Origin;

/// A place in a text that moves forward, and knows its line. Skips what lies between tokens:
/// blanks, comments, and the directives that switch the compiler's own diagnostics.
class TextCursor {

  /// The lines of directives begin with `#` and one of these; the diagnostics that they are about
  /// are the compiler's.
  private static final String[] DIRECTIVES = {
    "disable-next-line", "disable-diagnostics", "restore-diagnostics"
  };

  final SyntaxProblems problems;

  /// The text, with a NUL behind its end.
  final char[] text;

  /// The length of the text without that NUL.
  private int length;

  /// The index of the next character.
  int position;

  /// The line of the position, from 1.
  int line = 1;

  /// The index of the first character of that line.
  int lineStart;

  TextCursor(String text, SyntaxProblems problems) {
    this.problems = problems;
    this.length = text.length();
    this.text = new char[length + 1];
    text.getChars(0, length, this.text, 0);
  }

  /// Whether the position is behind the last character. A NUL in the text itself is no end.
  final boolean atEnd() {
    return position >= length;
  }

  final boolean isEnd(int index) {
    return index >= length;
  }

  /// Makes this place the end of the text.
  final void endHere() {
    length = position;
    text[position] = '\0';
  }

  /// The origin of an index of the current line.
  final Origin origin(int index) {
    return problems.origin(line, index - lineStart + 1);
  }

  /// Moves over one line end: CR LF, LF or CR.
  final void newLine() {
    position += text[position] == '\r' && text[position + 1] == '\n' ? 2 : 1;
    line++;
    lineStart = position;
  }

  static boolean isNewLine(char c) {
    return c == '\n' || c == '\r';
  }

  static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isNamePart(char c) {
    return isNameStart(c) || isDigit(c);
  }

  /// Moves over blanks, comments and directives.
  ///
  /// @param acrossLines whether to move over line ends too
  /// @param lineIsBlank whether nothing but blanks is before the position on its line, so that a
  ///   directive may stand here
  final void skipSpace(boolean acrossLines, boolean lineIsBlank) {
    boolean blank = lineIsBlank;
    while (true) {
      char c = text[position];
      if (c == ' ' || c == '\t') {
        position++;
      } else if (isNewLine(c) && acrossLines) {
        newLine();
        blank = true;
      } else if (c == '/' && text[position + 1] == '/') {
        lineComment();
        blank = false;
      } else if (c == '/' && text[position + 1] == '*') {
        blockComment();
        blank = false;
      } else if (c != '#' || !blank || !directive()) {
        return;
      }
    }
  }

  private void lineComment() {
    position += 2;
    while (!isNewLine(text[position]) && (text[position] != '\0' || !atEnd())) {
      position++;
    }
  }

  private void blockComment() {
    Origin start = origin(position);
    position += 2;
    while (true) {
      char c = text[position];
      if (c == '*' && text[position + 1] == '/') {
        position += 2;
        return;
      }
      if (isNewLine(c)) {
        newLine();
      } else if (c == '\0' && atEnd()) {
        problems.error("the comment that begins here has no closing `*/`", start);
        return;
      } else {
        position++;
      }
    }
  }

  private boolean directive() {
    for (String name : DIRECTIVES) {
      if (startsWith(name, position + 1)) {
        Origin start = origin(position);
        position += 1 + name.length();
        if (!diagnosticCodes()) {
          problems.warning("`#" + name + "` names no diagnostic code, such as `BCP081`", start);
        }
        return true;
      }
    }
    return false;
  }

  private boolean diagnosticCodes() {
    boolean any = false;
    while (true) {
      char c = text[position];
      if (isNamePart(c) || c == '-') {
        any = true;
      } else if (c != ' ' && c != '\t') {
        return any;
      }
      position++;
    }
  }

  /// The next character but for blanks and comments, NUL where the line ends before it.
  final char following() {
    int index = position;
    while (true) {
      char c = text[index];
      if (c == '/' && text[index + 1] == '*') {
        index = endOfComment(index);
      } else if (c == ' ' || c == '\t') {
        index++;
      } else {
        return isNewLine(c) ? '\0' : c;
      }
    }
  }

  private int endOfComment(int start) {
    int index = start + 2;
    while (!startsWith("*/", index)) {
      if (isEnd(index)) {
        return index;
      }
      index++;
    }
    return index + 2;
  }

  /// Whether a word is next.
  final boolean isFollowedByWord(String word) {
    return startsWith(word, position) && !isNamePart(text[position + word.length()]);
  }

  /// Whether a character is next, and but once.
  final boolean isFollowedBy(char c) {
    return text[position] == c && text[position + 1] != c;
  }

  /// Whether the text has a word at an index. Does not look at what follows it.
  final boolean startsWith(String word, int index) {
    if (index + word.length() > length) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (text[index + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
