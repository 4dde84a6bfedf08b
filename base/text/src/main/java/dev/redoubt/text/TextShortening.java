package dev.redoubt.text;

/// Shortens text that does not fit.
public final class TextShortening {

  private static final String CUT = "...";

  private TextShortening() {}

  /// The text without its middle; more of the end is kept than of the start.
  ///
  /// @param room maximum length, in UTF-16 units
  public static String shorten(String text, int room) {
    if (text.length() <= room) {
      return text;
    }
    int kept = Math.max(room - CUT.length(), 2);
    int start = kept / 3;
    return text.substring(0, start) + CUT + text.substring(text.length() - (kept - start));
  }
}
