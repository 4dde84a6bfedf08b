package dev.redoubt.workspace.exemption;

import dev.redoubt.bicep.syntax.BicepComment;
import java.util.ArrayList;
import java.util.List;

/// Finds the comments of JSON and YAML, and none in strings. What it does not understand has no
/// comments, so no exemption.
final class CommentScanner {

  private final String text;
  private final List<BicepComment> comments = new ArrayList<>();
  private int position;
  private int line = 1;
  private int lineStart;

  private CommentScanner(String text) {
    this.text = text;
  }

  /// The comments of JSON as Azure's tools read it: `//` and `/*`.
  static List<BicepComment> json(String text) {
    CommentScanner scanner = new CommentScanner(text);
    scanner.json();
    return scanner.comments;
  }

  /// The comments of YAML: `#` at the begin of a line or after a blank, outside of quotes and of
  /// block scalars.
  static List<BicepComment> yaml(String text) {
    CommentScanner scanner = new CommentScanner(text);
    scanner.yaml();
    return scanner.comments;
  }

  private char at(int index) {
    return index < text.length() ? text.charAt(index) : '\0';
  }

  private boolean isEnd() {
    return position >= text.length();
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  /// Passes one character, or one line end.
  private void next() {
    char c = at(position++);
    if (c == '\n' || (c == '\r' && at(position) != '\n')) {
      line++;
      lineStart = position;
    }
  }

  private void json() {
    while (!isEnd()) {
      char c = at(position);
      if (c == '"' || c == '\'') {
        quoted(c);
      } else if (c == '/' && at(position + 1) == '/') {
        lineComment(2);
      } else if (c == '/' && at(position + 1) == '*') {
        blockComment();
      } else {
        next();
      }
    }
  }

  private void quoted(char quote) {
    next();
    while (!isEnd()) {
      char c = at(position);
      next();
      if (c == '\\') {
        next();
      } else if (c == quote) {
        return;
      }
    }
  }

  private void lineComment(int mark) {
    int begin = position;
    int column = position - lineStart + 1;
    while (!isEnd() && !isLineEnd(at(position))) {
      position++;
    }
    add(begin + mark, line, column, position);
  }

  private void blockComment() {
    int begin = position;
    int beginLine = line;
    int column = position - lineStart + 1;
    position += 2;
    while (!isEnd() && !text.startsWith("*/", position)) {
      next();
    }
    if (!isEnd()) {
      position += 2;
      add(begin + 2, beginLine, column, position - 2);
    }
  }

  private void add(int begin, int beginLine, int column, int end) {
    String content = begin < end ? text.substring(begin, end) : "";
    comments.add(new BicepComment(content, beginLine, column, line, position - lineStart + 1));
  }

  private void yaml() {
    int block = -1; // the indentation of the line that begins a block scalar
    while (!isEnd()) {
      int indentation = indentation();
      boolean isBlank = isEnd() || isLineEnd(at(position));
      if (block >= 0 && (isBlank || indentation > block)) {
        skipLine();
        continue;
      }
      block = yamlLine() ? indentation : -1;
      skipLine();
    }
  }

  private int indentation() {
    int count = 0;
    while (at(position) == ' ') {
      position++;
      count++;
    }
    return count;
  }

  private void skipLine() {
    while (!isEnd() && !isLineEnd(at(position))) {
      position++;
    }
    int before = line;
    while (!isEnd() && line == before) {
      next();
    }
  }

  /// Reads to the end of the line, or of the last line of a quoted scalar that begins in it.
  /// Returns whether a block scalar follows.
  private boolean yamlLine() {
    char before = ' ';
    String indicator = "";
    while (!isEnd() && !isLineEnd(at(position))) {
      char c = at(position);
      boolean isAfterBlank = before == ' ' || before == '\t';
      if (c == '#' && isAfterBlank) {
        lineComment(1);
        break;
      }
      boolean mayBegin = isAfterBlank || before == '[' || before == '{' || before == ',';
      if (c == '"' && mayBegin) {
        quoted('"');
        before = '"';
        indicator = "\"";
      } else if (c == '\'' && mayBegin) {
        singleQuoted();
        before = '\'';
        indicator = "'";
      } else {
        if (c != ' ' && c != '\t') {
          indicator = isAfterBlank ? String.valueOf(c) : indicator + c;
        }
        before = c;
        position++;
      }
    }
    return indicator.matches("[|>][-+0-9]{0,2}");
  }

  /// A quote is written twice; a backslash means itself.
  private void singleQuoted() {
    next();
    while (!isEnd()) {
      char c = at(position);
      next();
      if (c == '\'') {
        if (at(position) != '\'') {
          return;
        }
        next();
      }
    }
  }
}
