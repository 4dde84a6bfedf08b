package dev.redoubt.scan.internal.jinja;

import java.util.ArrayList;
import java.util.List;

/// Joins texts that a template puts together from constants: `'__cl' ~ 'ass__'`, adjacent ones,
/// joined lists, and reversed ones.
final class Folding {

  /// Longer texts are no names.
  private static final int LENGTH = 4_096;

  private Folding() {}

  static List<Token> fold(List<Token> tokens) {
    List<Token> folded = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.kind() != Token.Kind.STRING) {
        folded.add(token);
        continue;
      }
      int joiner = joins(folded);
      if (joiner >= 0) {
        Token before = folded.get(joiner);
        while (folded.size() > joiner) {
          folded.removeLast();
        }
        token = new Token(Token.Kind.STRING, before.text() + token.text(), before.offset(), false);
      }
      folded.add(token);
      if (reversed(tokens, i)) {
        folded.add(
            new Token(
                Token.Kind.STRING,
                new StringBuilder(token.text()).reverse().toString(),
                token.offset(),
                false));
      }
    }
    list(folded);
    return folded;
  }

  /// The index of the text that what follows is joined to, or -1.
  private static int joins(List<Token> folded) {
    int last = folded.size() - 1;
    if (last >= 0 && isShort(folded.get(last))) {
      return last;
    }
    if (last >= 1
        && (folded.get(last).is("~") || folded.get(last).is("+"))
        && isShort(folded.get(last - 1))) {
      return last - 1;
    }
    return -1;
  }

  private static boolean isShort(Token token) {
    return token.kind() == Token.Kind.STRING && token.text().length() < LENGTH;
  }

  private static boolean reversed(List<Token> tokens, int i) {
    return i + 2 < tokens.size()
        && ((tokens.get(i + 1).is("|") && tokens.get(i + 2).named("reverse"))
            || (tokens.get(i + 1).is("[") && tokens.get(i + 2).is(":")));
  }

  /// Adds what the texts of a list give when they are joined: `['__cl', 'ass__']|join`.
  private static void list(List<Token> folded) {
    StringBuilder joined = new StringBuilder();
    int parts = 0;
    for (int i = 0; i < folded.size(); i++) {
      Token token = folded.get(i);
      if (isShort(token) && joined.length() < LENGTH) {
        joined.append(token.text());
        parts++;
      } else if (!token.is(",")) {
        if (parts > 1 && (token.is("]") || token.is(")"))) {
          folded.add(i++, new Token(Token.Kind.STRING, joined.toString(), token.offset(), false));
        }
        joined.setLength(0);
        parts = 0;
      }
    }
  }
}
