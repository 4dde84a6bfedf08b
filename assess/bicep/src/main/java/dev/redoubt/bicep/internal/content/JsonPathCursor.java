package dev.redoubt.bicep.internal.content;

import org.jspecify.annotations.Nullable;

/// A position in the text of a JSONPath, with the first syntax error.
final class JsonPathCursor {

  private final String text;
  private int here;
  private @Nullable String error;

  JsonPathCursor(String text) {
    this.text = text;
  }

  String all() {
    return text;
  }

  String rest() {
    return text.substring(here);
  }

  int length() {
    return text.length();
  }

  boolean hasMore() {
    return here < text.length();
  }

  char peek() {
    return text.charAt(here);
  }

  boolean at(String expected) {
    return text.startsWith(expected, here);
  }

  void advance(int count) {
    here += count;
  }

  boolean skip(String expected) {
    if (at(expected)) {
      here += expected.length();
      return true;
    }
    return false;
  }

  void skipSpace() {
    while (hasMore() && peek() == ' ') {
      here++;
    }
  }

  /// Consumes an expected character.
  boolean take(char expected) {
    if (hasMore() && peek() == expected) {
      here++;
      return true;
    }
    error(
        hasMore()
            ? "expected `" + expected + "`, but found " + shown()
            : "expected `" + expected + "` at the end");
    return false;
  }

  /// The next character, for a message.
  String shown() {
    return hasMore() ? "`" + Character.toString(text.codePointAt(here)) + "`" : "end";
  }

  @Nullable String error() {
    return error;
  }

  /// Records a syntax error, if it is the first.
  void error(String message) {
    if (error == null) {
      error = message;
    }
  }

  /// A string in single quotes, with escape sequences resolved.
  @Nullable String quoted() {
    StringBuilder out = new StringBuilder();
    here++;
    while (hasMore()) {
      char c = text.charAt(here++);
      if (c == '\'') {
        return out.toString();
      }
      if (c != '\\' || !hasMore()) {
        out.append(c);
        continue;
      }
      char escaped = text.charAt(here++);
      switch (escaped) {
        case 'b' -> out.append('\b');
        case 't' -> out.append('\t');
        case 'n' -> out.append('\n');
        case 'f' -> out.append('\f');
        case 'r' -> out.append('\r');
        case '\\', '"', '\'', '/' -> out.append(escaped);
        default -> {
          error("`\\" + escaped + "` is not an escape sequence");
          return null;
        }
      }
    }
    error("a quoted string is not terminated");
    return null;
  }

  /// A 32-bit integer.
  @Nullable Integer integer() {
    int start = here;
    skip("-");
    while (hasMore() && peek() >= '0' && peek() <= '9') {
      here++;
    }
    try {
      return Integer.valueOf(text.substring(start, here));
    } catch (NumberFormatException _) {
      error("expected an integer before " + shown());
      return null;
    }
  }

  /// The text up to a space or a closing parenthesis.
  String word() {
    int start = here;
    while (hasMore() && peek() != ' ' && peek() != ')') {
      here++;
    }
    return text.substring(start, here);
  }
}
