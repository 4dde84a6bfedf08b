package dev.redoubt.server.operation;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Removes what looks like a secret, and line breaks, from log texts.
///
/// This is a second line of defense: log lines are built so that they contain no secrets.
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

  /// Control characters, bidirectional formatting characters and line separators.
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");

  private SecretRedaction() {}

  /// Lower-case words; a text without any of them cannot match [#NAMED].
  private static final List<String> NAMES =
      List.of(
          "passw", "secret", "token", "signature", "authorization", "cookie", "credential", "api");

  /// Returns the text on one line without secrets. Most texts contain nothing that a pattern could
  /// match; this pre-check costs a hundredth of the patterns, and every log line has texts.
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
