package dev.redoubt.bicep.syntax;

/// Resolves the escape sequences of single-line strings: a backslash and `n`, `r`, `t`, `'`, `$`, a
/// backslash, or `u{...}` with the hexadecimal digits of a code point.
final class StringEscapes {

  private static final int INVALID = -1;

  private StringEscapes() {}

  /// The length of the escape sequence at an index; 0 if it is not valid.
  static int length(char[] text, int at) {
    return switch (text[at + 1]) {
      case 'n', 'r', 't', '\\', '\'', '$' -> 2;
      case 'u' -> codePoint(text, at) == INVALID ? 0 : codePointLength(text, at);
      default -> 0;
    };
  }

  /// Resolves the escape sequences of a text; all of them must be valid.
  static String resolve(char[] text, int start, int end) {
    StringBuilder resolved = new StringBuilder(end - start);
    int index = start;
    while (index < end) {
      char c = text[index];
      if (c != '\\') {
        resolved.append(c);
        index++;
        continue;
      }
      switch (text[index + 1]) {
        case 'n' -> resolved.append('\n');
        case 'r' -> resolved.append('\r');
        case 't' -> resolved.append('\t');
        case 'u' -> resolved.appendCodePoint(codePoint(text, index));
        default -> resolved.append(text[index + 1]);
      }
      index += length(text, index);
    }
    return resolved.toString();
  }

  private static int codePointLength(char[] text, int at) {
    int index = at + 3;
    while (text[index] != '}') {
      index++;
    }
    return index + 1 - at;
  }

  private static int codePoint(char[] text, int at) {
    if (text[at + 2] != '{') {
      return INVALID;
    }
    int index = at + 3;
    int code = 0;
    while (Character.digit(text[index], 16) >= 0 && text[index] < 0x80) {
      code = code * 16 + Character.digit(text[index], 16);
      if (code > Character.MAX_CODE_POINT) {
        return INVALID;
      }
      index++;
    }
    return index > at + 3 && text[index] == '}' ? code : INVALID;
  }
}
