package dev.redoubt.bicep.syntax;

import dev.redoubt.estate.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A forward-moving position in a text, with its line number. Skips trivia between tokens: blanks,
/// comments, and the `#` directives of the compiler's diagnostics.
class TextCursor {

  /// Directive lines begin with `#` and one of these names; they control diagnostics of the Bicep
  /// compiler.
  private static final String[] DIRECTIVES = {
    "disable-next-line", "disable-diagnostics", "restore-diagnostics"
  };

  final SyntaxProblems problems;

  /// The text, followed by a NUL.
  final char[] text;

  /// The length of the text without that NUL.
  private int length;

  /// The index of the next character.
  int position;

  /// The line of the position, from 1.
  int line = 1;

  /// The index of the first character of that line.
  int lineStart;

  /// Receives the comments that are skipped; null if nobody wants them.
  private final @Nullable List<BicepComment> comments;

  TextCursor(String text, SyntaxProblems problems, @Nullable List<BicepComment> comments) {
    this.problems = problems;
    this.comments = comments;
    this.length = text.length();
    this.text = new char[length + 1];
    text.getChars(0, length, this.text, 0);
  }

  /// Whether the position is at the end of the text. A NUL inside the text is not the end.
  final boolean atEnd() {
    return position >= length;
  }

  final boolean isEnd(int index) {
    return index >= length;
  }

  /// Truncates the text at this position.
  final void endHere() {
    length = position;
    text[position] = '\0';
  }

  /// The location of an index on the current line.
  final Origin origin(int index) {
    return problems.origin(line, index - lineStart + 1);
  }

  /// Skips one line end: CR LF, LF or CR.
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

  /// Skips blanks, comments and directives.
  ///
  /// @param acrossLines whether to skip line ends too
  /// @param lineIsBlank whether only blanks precede the position on its line, so that a directive
  ///   is allowed here
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
    int begin = position;
    position += 2;
    while (!isNewLine(text[position]) && (text[position] != '\0' || !atEnd())) {
      position++;
    }
    comment(begin, line, begin - lineStart + 1, position);
  }

  private void comment(int begin, int beginLine, int column, int end) {
    if (comments != null) {
      String content = new String(text, begin + 2, Math.max(0, end - begin - 2));
      comments.add(new BicepComment(content, beginLine, column, line, position - lineStart + 1));
    }
  }

  private void blockComment() {
    Origin start = origin(position);
    int begin = position;
    int beginLine = line;
    int column = position - lineStart + 1;
    position += 2;
    while (true) {
      char c = text[position];
      if (c == '*' && text[position + 1] == '/') {
        position += 2;
        comment(begin, beginLine, column, position - 2);
        return;
      }
      if (isNewLine(c)) {
        newLine();
      } else if (c == '\0' && atEnd()) {
        problems.error(
            "the multi-line comment that starts here is not terminated; add `*/`", start);
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
          problems.warning(
              "`#" + name + "` requires at least one diagnostic code, such as `BCP081`", start);
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

  /// The next character after blanks and comments; NUL if the line ends first.
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

  /// Whether the given word is next.
  final boolean isFollowedByWord(String word) {
    return startsWith(word, position) && !isNamePart(text[position + word.length()]);
  }

  /// Whether the given character is next, exactly once.
  final boolean isFollowedBy(char c) {
    return text[position] == c && text[position + 1] != c;
  }

  /// Whether the text contains the word at an index, regardless of what follows.
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
