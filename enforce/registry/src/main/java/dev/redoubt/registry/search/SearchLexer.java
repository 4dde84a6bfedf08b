package dev.redoubt.registry.search;

import java.util.ArrayList;
import java.util.List;

/// Cuts a filter or an order into words.
final class SearchLexer {

  /// A name outside of quotes goes on with these, beside letters and digits.
  private static final String IN_NAMES = "_./:-";

  enum Kind {
    /// A name, a keyword or a number: what stands outside of quotes.
    WORD,
    /// In single or double quotes, which are taken off.
    QUOTED,
    /// In backticks, which are taken off.
    BACKTICKS,
    /// `=`, `!=`, `<`, `<=`, `>`, `>=`, or what somebody took for one.
    SYMBOL,
    /// `(`, `)`, `,`.
    MARK,
    /// The end.
    END
  }

  /// @param glued whether it follows the one before without a space between
  record Token(Kind kind, String text, int offset, boolean glued) {

    boolean is(String word) {
      return (kind == Kind.WORD && text.equalsIgnoreCase(word))
          || (kind != Kind.QUOTED && kind != Kind.BACKTICKS && text.equals(word));
    }
  }

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private SearchLexer(String text) {
    this.text = text;
  }

  /// The words of a text, with one for its end.
  static List<Token> of(String text) throws SearchException {
    SearchLexer tokens = new SearchLexer(text);
    tokens.cut();
    return List.copyOf(tokens.tokens);
  }

  private void cut() throws SearchException {
    boolean glued = false;
    while (at < text.length()) {
      char c = text.charAt(at);
      int start = at;
      if (Character.isWhitespace(c)) {
        at++;
        glued = false;
        continue;
      }
      if (c == '\'' || c == '"') {
        add(Kind.QUOTED, quoted(c), start, glued);
      } else if (c == '`') {
        add(Kind.BACKTICKS, quoted(c), start, glued);
      } else if ("(),".indexOf(c) >= 0) {
        at++;
        add(Kind.MARK, String.valueOf(c), start, glued);
      } else if ("=<>!".indexOf(c) >= 0) {
        while (at < text.length() && "=<>!".indexOf(text.charAt(at)) >= 0) {
          at++;
        }
        add(Kind.SYMBOL, text.substring(start, at), start, glued);
      } else if (inName(c) || c == '+') {
        at++;
        while (at < text.length() && (inName(text.charAt(at)) || exponent(start))) {
          at++;
        }
        add(Kind.WORD, text.substring(start, at), start, glued);
      } else {
        throw new SearchException("`" + c + "` is not allowed in a search", start);
      }
      glued = true;
    }
    add(Kind.END, "", text.length(), false);
  }

  /// `1e+5`: the sign of an exponent.
  private boolean exponent(int start) {
    char before = text.charAt(at - 1);
    return text.charAt(at) == '+'
        && (before == 'e' || before == 'E')
        && Character.isDigit(text.charAt(start));
  }

  private static boolean inName(char c) {
    return Character.isLetterOrDigit(c) || IN_NAMES.indexOf(c) >= 0;
  }

  /// The same quote twice is one that belongs to the text, as in SQL.
  private String quoted(char quote) throws SearchException {
    StringBuilder inside = new StringBuilder();
    for (int i = at + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != quote) {
        inside.append(c);
      } else if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
        inside.append(c);
        i++;
      } else {
        at = i + 1;
        return inside.toString();
      }
    }
    throw new SearchException("unterminated quote", at);
  }

  private void add(Kind kind, String word, int start, boolean glued) {
    tokens.add(new Token(kind, word, start, glued));
  }
}
