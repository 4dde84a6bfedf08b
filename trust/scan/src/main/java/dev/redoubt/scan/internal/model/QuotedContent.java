package dev.redoubt.scan.internal.model;

/// Hostile words as a message shows them.
public final class QuotedContent {

  /// A line of a console.
  private static final int LENGTH = 120;

  private QuotedContent() {}

  /// In backticks, one line, control and direction characters taken out, shortened.
  public static String of(String text) {
    StringBuilder shown = new StringBuilder("`");
    int length = 0;
    for (int at = 0; at < text.length() && length < LENGTH; length++) {
      int point = text.codePointAt(at);
      at += Character.charCount(point);
      shown.appendCodePoint(isPlain(point) ? point : point == '`' ? '\'' : '?');
      if (length == LENGTH - 1 && at < text.length()) {
        shown.append("...");
      }
    }
    return shown.append('`').toString();
  }

  private static boolean isPlain(int point) {
    return point != '`'
        && switch (Character.getType(point)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.PRIVATE_USE,
              Character.UNASSIGNED,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
              false;
          default -> true;
        };
  }
}
