package dev.redoubt.server.operation;

import java.util.regex.Pattern;

/// Takes out of texts for a log what looks like a secret, and what would begin a line of its own.
///
/// It is the second line: what is written is chosen so that no secret is in it.
final class Hidden {

  private static final String INSTEAD = "(hidden)";

  /// JSON Web Tokens, signed or encrypted.
  private static final Pattern TOKEN =
      Pattern.compile("eyJ[\\w-]{4,}(\\.[\\w-]*){1,4}", Pattern.UNICODE_CHARACTER_CLASS);

  private static final Pattern SCHEME = Pattern.compile("(?i)\\b(bearer|basic)\\s+[^\\s,;\"]+");

  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)([\\w-]*(?:password|passwd|secret|token|signature|authorization|cookie|credential|api-?key)[\\w-]*[\"'`]?\\s*[=:]\\s*)[^\\s,;&\"'`]+");

  private static final Pattern QUERY = Pattern.compile("(/[^\\s?]*\\?)[^\\s\"'`]+");

  /// Control characters, those that change the direction of text, and separators of lines.
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");

  private Hidden() {}

  /// A text of one line without secrets.
  static String in(String text) {
    String some = TOKEN.matcher(text).replaceAll(INSTEAD);
    some = SCHEME.matcher(some).replaceAll("$1 " + INSTEAD);
    some = NAMED.matcher(some).replaceAll("$1" + INSTEAD);
    some = QUERY.matcher(some).replaceAll("$1" + INSTEAD);
    return UNPRINTABLE.matcher(some).replaceAll("?");
  }
}
