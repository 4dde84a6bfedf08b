package dev.redoubt.bicep.module;

/// The user's own words in a message.
public final class QuotedInput {

  /// Longer words are cut: a message is for a person.
  private static final int MAX_LENGTH = 200;

  private QuotedInput() {}

  /// The text in backticks, cut where it is long.
  public static String of(String text) {
    if (text.length() <= MAX_LENGTH) {
      return "`" + text + "`";
    }
    int end = Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
    return "`" + text.substring(0, end) + "…`";
  }
}
