package dev.redoubt.engine.diagram;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Texts that are short enough for a box.
final class Labels {

  private static final int MAX = 44;

  /// `[parameters('x')]`, `[readEnvironmentVariable('x', '')]`.
  private static final Pattern INPUT = Pattern.compile("\\[\\w+\\('([^']+)'.*\\)]");

  private Labels() {}

  /// The name of the input on which an expression depends, such as that of a parameter; the
  /// shortened expression if it is another one.
  static String ofExpression(String expression) {
    Matcher input = INPUT.matcher(expression);
    return shortened(input.matches() ? input.group(1) : expression);
  }

  /// A text without the marks of code, which a picture cannot show.
  static String plain(String text) {
    return text.replace("`", "");
  }

  static String shortened(String text) {
    return text.length() <= MAX ? text : text.substring(0, MAX - 1) + "…";
  }
}
