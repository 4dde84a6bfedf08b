package dev.redoubt.scan.internal.jinja;

import dev.redoubt.scan.internal.model.MalformedContentException;
import java.util.ArrayList;
import java.util.List;

/// Splits a template into the tokens of its expressions and statements; skips the text between
/// them. Source: the template designer documentation of Jinja 3.1.
final class JinjaLexer {

  private final String text;
  private final List<JinjaToken> tokens = new ArrayList<>();
  private int at;
  private boolean opens;

  private JinjaLexer(String text) {
    this.text = text;
  }

  /// Whether a text contains template syntax.
  static boolean isTemplate(String text) {
    return text.contains("{{") || text.contains("{%");
  }

  /// Returns the tokens, including those of a tag that is not closed.
  ///
  /// @param partial receives what was read of a template that cannot be read to its end
  static List<JinjaToken> lex(String text, boolean partial) throws MalformedContentException {
    JinjaLexer lexer = new JinjaLexer(text);
    try {
      lexer.run();
    } catch (MalformedContentException malformed) {
      if (!partial) {
        throw malformed;
      }
    }
    return lexer.tokens;
  }

  private void run() throws MalformedContentException {
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
      at = open + 1;
      char kind = at < text.length() ? text.charAt(at) : ' ';
      if (kind == '#') {
        at = after("#}", open);
      } else if (kind == '{' || kind == '%') {
        at++;
        inside(open, kind == '{' ? "}}" : "%}");
      }
    }
  }

  private void inside(int open, String close) throws MalformedContentException {
    int first = tokens.size();
    opens = close.equals("%}");
    if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
      at++;
    }
    int depth = 0;
    while (at < text.length()) {
      if (depth == 0 && closes(close)) {
        raw(first, open);
        return;
      }
      char next = text.charAt(at);
      depth += "([{".indexOf(next) >= 0 ? 1 : ")]}".indexOf(next) >= 0 && depth > 0 ? -1 : 0;
      token(next);
    }
    throw new MalformedContentException(
        open, "unclosed `" + text.substring(open, open + 2) + "` in a template");
  }

  private boolean closes(String close) {
    if (text.startsWith(close, at)) {
      at += close.length();
      return true;
    }
    char trim = text.charAt(at);
    if ((trim == '-' || trim == '+') && text.startsWith(close, at + 1)) {
      at += close.length() + 1;
      return true;
    }
    return false;
  }

  /// The part between `raw` and `endraw` is text.
  private void raw(int first, int open) throws MalformedContentException {
    if (tokens.size() != first + 1
        || !tokens.get(first).opens()
        || !tokens.get(first).named("raw")) {
      return;
    }
    int end = text.indexOf("endraw", at);
    if (end < 0) {
      throw new MalformedContentException(open, "unclosed `raw` in a template");
    }
    at = after("%}", end);
  }

  private int after(String close, int open) throws MalformedContentException {
    int end = text.indexOf(close, Math.max(at, open));
    if (end < 0) {
      throw new MalformedContentException(
          open,
          "unclosed `"
              + text.substring(open, Math.min(open + 2, text.length()))
              + "` in a template");
    }
    return end + close.length();
  }

  private void token(char next) throws MalformedContentException {
    int start = at;
    if (Character.isWhitespace(next)) {
      at++;
    } else if (next == '\'' || next == '"') {
      string(next);
    } else if (Character.isUnicodeIdentifierStart(next) || next == '_') {
      while (at < text.length() && Character.isUnicodeIdentifierPart(text.charAt(at))) {
        at++;
      }
      // Python normalizes compatible letters
      add(
          JinjaToken.Kind.NAME,
          java.text.Normalizer.normalize(text.substring(start, at), java.text.Normalizer.Form.NFKC),
          start);
    } else if (next >= '0' && next <= '9') {
      while (at < text.length()
          && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
        at++;
      }
      add(JinjaToken.Kind.NUMBER, text.substring(start, at).replace("_", ""), start);
    } else {
      at++;
      add(JinjaToken.Kind.SIGN, String.valueOf(next), start);
    }
  }

  private void add(JinjaToken.Kind kind, String value, int start) {
    tokens.add(new JinjaToken(kind, value, start, opens));
    opens = false;
  }

  private void string(char quote) throws MalformedContentException {
    int start = at;
    at++;
    StringBuilder value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != quote) {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
        escape(value);
      } else {
        value.append(text.charAt(at++));
      }
    }
    if (at >= text.length()) {
      throw new MalformedContentException(start, "unclosed string in a template");
    }
    at++;
    add(JinjaToken.Kind.STRING, value.toString(), start);
  }

  private void escape(StringBuilder value) {
    char kind = text.charAt(at++);
    switch (kind) {
      case 'x' -> number(value, 2, 16);
      case 'u' -> number(value, 4, 16);
      case 'U' -> number(value, 8, 16);
      case 'N' -> {
        int end = text.indexOf('}', at);
        value.append(end < 0 ? "" : named(text.substring(Math.min(at + 1, end), end)));
        at = end < 0 ? at : end + 1;
      }
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        at--;
        number(value, 3, 8);
      }
      case 'n' -> value.append('\n');
      case 't' -> value.append('\t');
      case 'r' -> value.append('\r');
      case '\n' -> {}
      default -> value.append(kind);
    }
  }

  private static String named(String name) {
    try {
      return name.length() > 100 ? "" : Character.toString(Character.codePointOf(name));
    } catch (IllegalArgumentException unknown) {
      return "";
    }
  }

  private void number(StringBuilder value, int digits, int radix) {
    int code = 0;
    int end = Math.min(text.length(), at + digits);
    while (at < end && Character.digit(text.charAt(at), radix) >= 0) {
      code = code * radix + Character.digit(text.charAt(at++), radix);
    }
    value.append(Character.isValidCodePoint(code) ? Character.toString(code) : "");
  }
}
