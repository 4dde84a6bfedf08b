package dev.redoubt.scan.internal.python;

import dev.redoubt.scan.internal.python.PythonToken.Kind;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Splits Python source into tokens. Omits comments and insignificant line ends; text that is not
/// Python becomes signs, so that reading never stops.
final class PythonTokens {

  private final String text;
  private final List<PythonToken> tokens = new ArrayList<>();
  private int at;
  private int open;

  private PythonTokens(String text) {
    this.text = text;
  }

  static List<PythonToken> of(String text) {
    PythonTokens reader = new PythonTokens(text);
    while (reader.at < text.length()) {
      reader.next();
    }
    reader.add(Kind.LINE_END, "", text.length());
    return reader.tokens;
  }

  private void next() {
    char c = text.charAt(at);
    if (c == '\n' || c == '\r') {
      if (open == 0) {
        add(Kind.LINE_END, "", at);
      }
      at++;
    } else if (c == '\\' && at + 1 < text.length() && isLineEnd(text.charAt(at + 1))) {
      at += text.startsWith("\r\n", at + 1) ? 3 : 2;
    } else if (c == '#') {
      while (at < text.length() && !isLineEnd(text.charAt(at))) {
        at++;
      }
    } else if (Character.isWhitespace(c) || c == '\ufeff') {
      at++;
    } else if (c == '"' || c == '\'') {
      string("", at);
    } else if (Character.isUnicodeIdentifierStart(text.codePointAt(at)) || c == '_') {
      name();
    } else if (Character.isDigit(c)) {
      number();
    } else {
      sign(c);
    }
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  private void name() {
    int start = at;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      if (!Character.isUnicodeIdentifierPart(point) || Character.isIdentifierIgnorable(point)) {
        break;
      }
      at += Character.charCount(point);
    }
    if (at == start) {
      at++;
    }
    String name = text.substring(start, at);
    boolean quote = at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'');
    if (quote && name.matches("(?i)[rbuft]{1,2}")) {
      string(name.toLowerCase(Locale.ROOT), start);
    } else {
      // Python compares names in this form: `ｅｖａｌ` is `eval`.
      add(Kind.NAME, Normalizer.normalize(name, Normalizer.Form.NFKC), start);
    }
  }

  private void number() {
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || "._".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    add(Kind.NUMBER, text.substring(start, at), start);
  }

  private void sign(char c) {
    switch (c) {
      case '(', '[', '{' -> open++;
      case ')', ']', '}' -> open = Math.max(0, open - 1);
      default -> {}
    }
    add(Kind.SIGN, String.valueOf(c), at);
    at++;
  }

  private void string(String prefix, int start) {
    char quote = text.charAt(at);
    boolean triple = text.startsWith(String.valueOf(quote).repeat(3), at);
    at += triple ? 3 : 1;
    StringBuilder value = new StringBuilder();
    boolean raw = prefix.indexOf('r') >= 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == quote && (!triple || text.startsWith(String.valueOf(quote).repeat(3), at))) {
        at += triple ? 3 : 1;
        break;
      }
      if (isLineEnd(c) && !triple) {
        break;
      }
      if (c == '\\' && at + 1 < text.length()) {
        escape(value, raw);
      } else {
        value.append(c);
        at++;
      }
    }
    boolean formatted = prefix.indexOf('f') >= 0 || prefix.indexOf('t') >= 0;
    add(
        formatted && value.indexOf("{") >= 0 ? Kind.FORMATTED : Kind.STRING,
        value.toString(),
        start);
  }

  private void escape(StringBuilder value, boolean raw) {
    char kind = text.charAt(at + 1);
    if (raw) {
      value.append('\\').append(kind);
      at += 2;
      return;
    }
    at += 2;
    switch (kind) {
      case 'n' -> value.append('\n');
      case 't' -> value.append('\t');
      case 'r' -> value.append('\r');
      case '\n' -> {}
      case '\\', '\'', '"' -> value.append(kind);
      case 'x' -> code(value, 2, 16);
      case 'u' -> code(value, 4, 16);
      case 'U' -> code(value, 8, 16);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        at--;
        code(value, 3, 8);
      }
      default -> value.append('\\').append(kind);
    }
  }

  private void code(StringBuilder value, int most, int radix) {
    int code = 0;
    for (int i = 0; i < most && at < text.length(); i++, at++) {
      int digit = Character.digit(text.charAt(at), radix);
      if (digit < 0) {
        break;
      }
      code = code * radix + digit;
    }
    value.appendCodePoint(Character.isValidCodePoint(code) ? code : 0xfffd);
  }

  private void add(Kind kind, String value, int offset) {
    tokens.add(new PythonToken(kind, value, offset));
  }
}
