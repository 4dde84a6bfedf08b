package dev.redoubt.signing.internal;

/// Prepares foreign text for a message: escapes control characters and truncates long text.
public final class QuotedText {

  /// A name that needs more is no help in a message.
  private static final int MAX_SHOWN = 200;

  private QuotedText() {}

  /// The text as a message may have it.
  public static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(MAX_SHOWN)
        .forEach(
            point -> {
              if (isUnseen(point)) {
                shown.append("\\u{").append(Integer.toHexString(point)).append('}');
              } else {
                shown.appendCodePoint(point);
              }
            });
    return text.codePointCount(0, text.length()) > MAX_SHOWN ? shown + "..." : shown.toString();
  }

  private static boolean isUnseen(int point) {
    return Character.isISOControl(point)
        || Character.getType(point) == Character.FORMAT
        || Character.getType(point) == Character.SURROGATE;
  }

  /// Whether every surrogate has its other half.
  public static boolean isWellFormed(String text) {
    return text.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE);
  }
}
