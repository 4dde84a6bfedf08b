package dev.redoubt.report;

/// Escapes text for XML 1.0.
final class XmlText {

  private XmlText() {}

  /// The text for an element or a quoted attribute. Characters that XML 1.0 cannot contain are
  /// written as in console reports.
  static String of(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\n' -> out.append("&#10;");
                case '\t' -> out.append("&#9;");
                default -> {
                  if (isAllowed(point)) {
                    out.appendCodePoint(point);
                  } else {
                    out.append("\\u{").append(Integer.toHexString(point)).append('}');
                  }
                }
              }
            });
    return out.toString();
  }

  private static boolean isAllowed(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> false;
      default -> point != 0xFFFE && point != 0xFFFF;
    };
  }
}
