package dev.redoubt.server.operation;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Takes out of texts for a log what looks like a secret, and what would begin a line of its own.
///
/// It is the second line: what is written is chosen so that no secret is in it.
final class SecretRedaction {

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

  private SecretRedaction() {}

  /// Without one of these, lower-case, nothing is [#NAMED].
  private static final List<String> NAMES =
      List.of(
          "passw", "secret", "token", "signature", "authorization", "cookie", "credential", "api");

  /// A text of one line without secrets. Most texts have nothing in them that a pattern could begin
  /// with: a look for that costs a hundredth of the patterns, and there are texts in every line.
  static String in(String text) {
    String some = text;
    if (some.contains("eyJ")) {
      some = TOKEN.matcher(some).replaceAll(INSTEAD);
    }
    if (some.chars().anyMatch(each -> each <= ' ')) {
      some = SCHEME.matcher(some).replaceAll("$1 " + INSTEAD);
    }
    if (mayBeNamed(some)) {
      some = NAMED.matcher(some).replaceAll("$1" + INSTEAD);
    }
    if (some.indexOf('?') >= 0) {
      some = QUERY.matcher(some).replaceAll("$1" + INSTEAD);
    }
    return some.chars().anyMatch(each -> each < ' ' || each > '~')
        ? UNPRINTABLE.matcher(some).replaceAll("?")
        : some;
  }

  private static boolean mayBeNamed(String text) {
    if (text.indexOf('=') < 0 && text.indexOf(':') < 0) {
      return false;
    }
    String lower = text.toLowerCase(Locale.ROOT);
    return NAMES.stream().anyMatch(lower::contains);
  }
}
