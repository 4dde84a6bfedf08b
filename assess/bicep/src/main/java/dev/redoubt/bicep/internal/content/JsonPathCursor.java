package dev.redoubt.bicep.internal.content;

import org.jspecify.annotations.Nullable;

/// The text of a JSONPath, a place in it, and the first mistake.
final class JsonPathCursor {

  private final String text;
  private int here;
  private @Nullable String mistake;

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

  /// Goes past a character that must stand here.
  boolean take(char expected) {
    if (hasMore() && peek() == expected) {
      here++;
      return true;
    }
    mistake(
        hasMore()
            ? "`" + expected + "` is expected, not " + shown()
            : "`" + expected + "` is missing at the end");
    return false;
  }

  /// The next character, for a message.
  String shown() {
    return hasMore() ? "`" + Character.toString(text.codePointAt(here)) + "`" : "end";
  }

  @Nullable String mistake() {
    return mistake;
  }

  /// Keeps what is wrong, if it is the first thing.
  void mistake(String message) {
    if (mistake == null) {
      mistake = message;
    }
  }

  /// A text in single quotes, its escapes resolved.
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
          mistake("`\\" + escaped + "` is no escape");
          return null;
        }
      }
    }
    mistake("a text in quotes is not closed");
    return null;
  }

  /// A whole number of 32 bits.
  @Nullable Integer integer() {
    int start = here;
    skip("-");
    while (hasMore() && peek() >= '0' && peek() <= '9') {
      here++;
    }
    try {
      return Integer.valueOf(text.substring(start, here));
    } catch (NumberFormatException _) {
      mistake("a whole number is expected before " + shown());
      return null;
    }
  }

  /// What stands up to a space or a closing parenthesis.
  String word() {
    int start = here;
    while (hasMore() && peek() != ' ' && peek() != ')') {
      here++;
    }
    return text.substring(start, here);
  }
}
