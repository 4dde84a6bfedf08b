package dev.redoubt.scan.internal.pickle;

/// Resolves the escapes of Python literals.
final class PythonEscapes {

  private PythonEscapes() {}

  /// The escapes of byte strings: `\\n`, `\\x41`, `\\101`. Other text is unchanged.
  static String bytes(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i++);
      if (c != '\\' || i == text.length()) {
        plain.append(c);
        continue;
      }
      char kind = text.charAt(i++);
      if (kind == 'x' && digits(text, i, 2, 16) == 2) {
        plain.append((char) Integer.parseInt(text.substring(i, i + 2), 16));
        i += 2;
      } else if (Character.digit(kind, 8) >= 0) {
        int count = digits(text, i - 1, 3, 8);
        plain.append((char) (Integer.parseInt(text.substring(i - 1, i - 1 + count), 8) & 0xff));
        i += count - 1;
      } else {
        plain.append(simple(kind));
      }
    }
    return plain.toString();
  }

  private static String simple(char kind) {
    return switch (kind) {
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'r' -> "\r";
      case 'a' -> "\u0007";
      case 'b' -> "\b";
      case 'f' -> "\f";
      case 'v' -> "\u000b";
      case '\\', '\'', '"' -> String.valueOf(kind);
      case '\n' -> "";
      default -> "\\" + kind;
    };
  }

  /// The escapes of the codec `raw-unicode-escape`: `\\u0041` and `\\U00000041` after an odd number
  /// of backslashes.
  static String unicode(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i++);
      if (c != '\\' || i == text.length()) {
        plain.append(c);
        continue;
      }
      char kind = text.charAt(i++);
      int length = kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
      if (length == 0 || digits(text, i, length, 16) < length) {
        plain.append(c).append(kind);
        continue;
      }
      long point = Long.parseLong(text.substring(i, i + length), 16);
      plain.appendCodePoint(point > Character.MAX_CODE_POINT ? 0xfffd : (int) point);
      i += length;
    }
    return plain.toString();
  }

  private static int digits(String text, int from, int most, int radix) {
    int count = 0;
    while (count < most
        && from + count < text.length()
        && Character.digit(text.charAt(from + count), radix) >= 0) {
      count++;
    }
    return count;
  }
}
