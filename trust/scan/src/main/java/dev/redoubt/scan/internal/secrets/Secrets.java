package dev.redoubt.scan.internal.secrets;

import dev.redoubt.scan.internal.model.Findings;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import java.util.Set;
import java.util.regex.Matcher;

/// Looks for secrets in text: forms that services give their keys, checked by their checksum where
/// they have one, and by how random they are where not. What is found is shown masked.
public final class Secrets {

  private static final Set<String> NAMES =
      Set.of(
          "client_secret",
          "clientsecret",
          "api_key",
          "apikey",
          "account_key",
          "access_key",
          "secret_key",
          "secret_access_key",
          "storage_key",
          "subscription_key",
          "password");

  private Secrets() {}

  /// Reports the secrets of a text.
  ///
  /// @param at where the text is in the content, in bytes
  public static void inspect(String text, long at, Findings findings) {
    for (SecretKind kind : SecretKind.values()) {
      for (String anchor : kind.anchors()) {
        Matcher matcher = kind.pattern().matcher(text).useTransparentBounds(true);
        for (int found = text.indexOf(anchor); found >= 0; ) {
          int end = look(kind, matcher, text, found, at, findings);
          found = text.indexOf(anchor, Math.max(end, found + 1));
        }
      }
    }
  }

  /// Reports a value that its name says to be a key of a service, if it is random.
  ///
  /// @param name in lower case
  public static void inspectNamed(String name, String value, long at, Findings findings) {
    boolean key =
        NAMES.stream().anyMatch(name::endsWith) && value.matches("[A-Za-z0-9+/=_~.-]{20,200}");
    if (key && value.matches(".*[0-9].*") && Randomness.isRandom(value)) {
      findings.add(ModelFormatRule.SECRET_IN_TEXT, at, "`" + name + "`: `" + masked(value) + "`");
    }
  }

  /// Tries the few places at which a secret with its word here can start, and no others: a search
  /// onwards from each word would take a text that is full of them for ever.
  ///
  /// @return where to go on
  private static int look(
      SecretKind kind, Matcher matcher, String text, int found, long at, Findings findings) {
    int end = Math.min(text.length(), found + kind.reach());
    for (int start = Math.max(0, found - kind.before()); start <= found; start++) {
      matcher.region(start, end);
      if (!matcher.lookingAt() || matcher.end() <= found) {
        continue;
      }
      String secret = matcher.group(1);
      if (!kind.holds(secret)) {
        break;
      }
      findings.add(
          ModelFormatRule.SECRET_IN_TEXT,
          at,
          "%s at character %d: `%s`".formatted(kind.title(), start, masked(secret)));
      return matcher.end();
    }
    return found + 1;
  }

  /// Enough to find it again: its first characters, and how long it is.
  static String masked(String secret) {
    int shown = Math.min(4, secret.length() / 4);
    return secret.substring(0, shown).replaceAll("[^\\x21-\\x7e]|`", "?")
        + "*** ("
        + secret.length()
        + " characters)";
  }
}
