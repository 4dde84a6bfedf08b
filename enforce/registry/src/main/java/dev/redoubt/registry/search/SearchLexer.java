package dev.redoubt.registry.search;

import java.util.ArrayList;
import java.util.List;

/// Splits a filter or an order into tokens.
final class SearchLexer {

  /// Characters of unquoted names besides letters and digits.
  private static final String IN_NAMES = "_./:-";

  enum Kind {
    /// A name, a keyword or a number, unquoted.
    WORD,
    /// Text in single or double quotes, without the quotes.
    QUOTED,
    /// Text in backticks, without the backticks.
    BACKTICKS,
    /// `=`, `!=`, `<`, `<=`, `>`, `>=`, or an invalid operator.
    SYMBOL,
    /// `(`, `)`, `,`.
    MARK,
    /// End of the input.
    END
  }

  /// @param glued whether it directly follows the previous token, without white space
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

  /// Returns the tokens of a text, including the end token.
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

  /// The sign of an exponent, as in `1e+5`.
  private boolean exponent(int start) {
    char before = text.charAt(at - 1);
    return text.charAt(at) == '+'
        && (before == 'e' || before == 'E')
        && Character.isDigit(text.charAt(start));
  }

  private static boolean inName(char c) {
    return Character.isLetterOrDigit(c) || IN_NAMES.indexOf(c) >= 0;
  }

  /// A doubled quote is an escaped quote, as in SQL.
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
