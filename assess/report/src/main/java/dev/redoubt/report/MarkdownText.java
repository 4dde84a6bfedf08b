package dev.redoubt.report;

/// Text of templates in Markdown.
final class MarkdownText {

  private MarkdownText() {}

  /// Text on one line in which nothing of a template is markup, mention or link; code between
  /// backticks stays code.
  static String of(String text) {
    StringBuilder out = new StringBuilder();
    String[] parts = ConsoleLayout.clean(text).split("`", -1);
    boolean isBalanced = parts.length % 2 == 1;
    for (int i = 0; i < parts.length; i++) {
      if (i % 2 == 1 && isBalanced && !parts[i].isBlank()) {
        out.append('`').append(parts[i].replace("|", "\\|")).append('`');
      } else {
        out.append(escaped(parts[i]));
      }
    }
    return out.toString();
  }

  static String code(String text) {
    return "`" + ConsoleLayout.clean(text).replace("`", "'").replace("|", "\\|") + "`";
  }

  private static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      switch (each) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '@' -> out.append("&#64;");
        case '\\', '*', '_', '[', ']', '|', '#', '~', '!' -> out.append('\\').append(each);
        default -> out.append(each);
      }
    }
    return out.toString();
  }
}
