package dev.redoubt.scan.internal.jinja;

import java.util.ArrayList;
import java.util.List;

/// Joins strings that a template builds from constants: `'__cl' ~ 'ass__'`, adjacent ones, joined
/// lists, and reversed ones.
final class ConstantFolding {

  /// Longer strings are not names.
  private static final int LENGTH = 4_096;

  private ConstantFolding() {}

  static List<JinjaToken> fold(List<JinjaToken> tokens) {
    List<JinjaToken> folded = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      JinjaToken token = tokens.get(i);
      if (token.kind() != JinjaToken.Kind.STRING) {
        folded.add(token);
        continue;
      }
      int joiner = joins(folded);
      if (joiner >= 0) {
        JinjaToken before = folded.get(joiner);
        while (folded.size() > joiner) {
          folded.removeLast();
        }
        token =
            new JinjaToken(
                JinjaToken.Kind.STRING, before.text() + token.text(), before.offset(), false);
      }
      folded.add(token);
      if (reversed(tokens, i)) {
        folded.add(
            new JinjaToken(
                JinjaToken.Kind.STRING,
                new StringBuilder(token.text()).reverse().toString(),
                token.offset(),
                false));
      }
    }
    list(folded);
    return folded;
  }

  /// The index of the string to which the next one is joined, or -1.
  private static int joins(List<JinjaToken> folded) {
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

  private static boolean isShort(JinjaToken token) {
    return token.kind() == JinjaToken.Kind.STRING && token.text().length() < LENGTH;
  }

  private static boolean reversed(List<JinjaToken> tokens, int i) {
    return i + 2 < tokens.size()
        && ((tokens.get(i + 1).is("|") && tokens.get(i + 2).named("reverse"))
            || (tokens.get(i + 1).is("[") && tokens.get(i + 2).is(":")));
  }

  /// Adds the result of joining the strings of a list: `['__cl', 'ass__']|join`.
  private static void list(List<JinjaToken> folded) {
    StringBuilder joined = new StringBuilder();
    int parts = 0;
    for (int i = 0; i < folded.size(); i++) {
      JinjaToken token = folded.get(i);
      if (isShort(token) && joined.length() < LENGTH) {
        joined.append(token.text());
        parts++;
      } else if (!token.is(",")) {
        if (parts > 1 && (token.is("]") || token.is(")"))) {
          folded.add(
              i++,
              new JinjaToken(JinjaToken.Kind.STRING, joined.toString(), token.offset(), false));
        }
        joined.setLength(0);
        parts = 0;
      }
    }
  }
}
