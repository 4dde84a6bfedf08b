package dev.redoubt.scan.internal.model;

/// Formats text from hostile input for a message.
public final class QuotedContent {

  /// The length of a console line.
  private static final int LENGTH = 120;

  private QuotedContent() {}

  /// Returns the text in backticks, on one line, without control and direction characters,
  /// shortened.
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
