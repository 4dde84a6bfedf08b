package dev.redoubt.bicep.module;

/// Quotes user input in messages.
public final class QuotedInput {

  /// The maximum length of quoted input.
  private static final int MAX_LENGTH = 200;

  private QuotedInput() {}

  /// The text in backticks, truncated if long.
  public static String of(String text) {
    if (text.length() <= MAX_LENGTH) {
      return "`" + text + "`";
    }
    int end = Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
    return "`" + text.substring(0, end) + "…`";
  }
}
