package dev.redoubt.detect;

import java.util.Locale;
import java.util.Set;

/// Estimates how random a text is: keys are random, examples and placeholders are not.
final class EntropyCheck {

  private static final Set<String> PLACEHOLDERS =
      Set.of(
          "example",
          "placeholder",
          "changeme",
          "yourpassword",
          "your_password",
          "your-password",
          "password",
          "passwd",
          "secret",
          "token",
          "redacted",
          "xxxx",
          "dummy",
          "pass",
          "pwd",
          "user",
          "test",
          "guest",
          "username",
          "default",
          "none",
          "null",
          "your",
          "admin",
          "root",
          "postgres",
          "mysql",
          "tiger");

  /// Bits a character; random base64 of 32 characters has more than 4.
  private static final double RANDOM = 3.4;

  /// The end of a key, which is none of its words in front.
  private static final int END = 20;

  /// Of few different characters, as hexadecimal, less is random.
  private static final double RANDOM_WORD = 2.9;

  private EntropyCheck() {}

  /// A key in letters, digits and signs.
  static boolean isRandom(String text) {
    return !isExample(text) && entropy(text) >= RANDOM && isVaried(text);
  }

  /// A key in a small alphabet.
  static boolean isRandomWord(String text) {
    return !isExample(text) && entropy(text) >= RANDOM_WORD;
  }

  /// A password that somebody chose: anything that is not the word for one.
  static boolean isPassword(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return !isExample(text)
        && !PLACEHOLDERS.contains(lower)
        && !lower.contains("password")
        && !lower.startsWith("your")
        && entropy(text) > 1.5;
  }

  private static boolean isExample(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.contains("example")
        || lower.contains("placeholder")
        || lower.contains("xxxxx")
        || lower.contains("redacted")
        || lower.contains("your")
        || lower.contains("abcdefghij")
        || lower.contains("123456789");
  }

  /// Words are as random as keys by their letters alone, but are of small letters, or of large
  /// ones.
  private static boolean isVaried(String text) {
    String end = text.substring(Math.max(0, text.length() - END));
    boolean small = end.chars().anyMatch(each -> each >= 'a' && each <= 'z');
    boolean large = end.chars().anyMatch(each -> each >= 'A' && each <= 'Z');
    boolean digit = end.chars().anyMatch(each -> each >= '0' && each <= '9');
    return (small && (large || digit)) || (large && digit);
  }

  /// Shannon's entropy, in bits a character.
  static double entropy(String text) {
    int[] counts = new int[128];
    int total = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < counts.length) {
        counts[text.charAt(i)]++;
        total++;
      }
    }
    double bits = 0;
    for (int count : counts) {
      if (count > 0) {
        double share = (double) count / total;
        bits -= share * Math.log(share) / Math.log(2);
      }
    }
    return bits;
  }
}
