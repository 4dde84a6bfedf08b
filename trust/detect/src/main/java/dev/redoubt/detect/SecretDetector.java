package dev.redoubt.detect;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;

/// Finds secrets in text by the token formats of services. Candidates are verified by their
/// checksum if they have one, otherwise by their randomness. Findings are masked.
///
/// The text is passed part by part, so that a stream can be scanned while it passes: secrets are
/// found wherever the parts are split, and only one part and some thousand characters are held in
/// memory. Use one detector for one text, in one thread.
public final class SecretDetector {

  /// More than any form looks back from where it starts: 300 characters of a connection string, and
  /// what is around them.
  private static final int CONTEXT = 512;

  /// More than any form looks ahead from its word: its reach, and the character behind it.
  private static final int AHEAD = SecretKind.REACH + 1;

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

  private static final SecretKind[] KINDS = SecretKind.values();

  private final Consumer<DetectedSecret> found;
  private final Search[] searches;

  /// What was taken and is still needed.
  private String window = "";

  /// What was taken after it. Small parts are gathered: each look goes over what is still needed.
  private final StringBuilder gathered = new StringBuilder();

  /// Where the window starts in the text.
  private long offset;

  /// A detector for one text.
  ///
  /// @param found takes each secret, by its kind and in the order of the text
  public SecretDetector(Consumer<DetectedSecret> found) {
    this.found = found;
    int anchors = 0;
    for (SecretKind kind : KINDS) {
      anchors += kind.anchors().size();
    }
    searches = new Search[anchors];
    int i = 0;
    for (SecretKind kind : KINDS) {
      for (String anchor : kind.anchors()) {
        searches[i++] = new Search(kind, anchor);
      }
    }
  }

  /// How far one word of one kind was looked for.
  private static final class Search {
    final SecretKind kind;
    final String anchor;

    /// Where to go on, in the text.
    long next;

    Search(SecretKind kind, String anchor) {
      this.kind = kind;
      this.anchor = anchor;
    }
  }

  /// Looks through a whole text.
  public static void inspect(String text, Consumer<DetectedSecret> found) {
    SecretDetector detector = new SecretDetector(found);
    detector.window = text;
    detector.finish();
  }

  /// The value of something whose name says that it is the key of a service, if it is random.
  ///
  /// @param name in lower case
  /// @return the value, masked
  public static Optional<String> named(String name, String value) {
    boolean key =
        NAMES.stream().anyMatch(name::endsWith) && value.matches("[A-Za-z0-9+/=_~.-]{20,200}");
    return key && value.matches(".*[0-9].*") && EntropyCheck.isRandom(value)
        ? Optional.of(masked(value))
        : Optional.empty();
  }

  /// Takes the next part of the text. What it may be a part of is decided when the rest is there.
  public void accept(CharSequence part) {
    gathered.append(part);
    if (gathered.length() > AHEAD) {
      window += gathered;
      gathered.setLength(0);
      int safe = window.length() - AHEAD;
      look(safe);
      forget(safe);
    }
  }

  /// Ends the text. The detector accepts nothing afterwards.
  public void finish() {
    window += gathered;
    look(window.length());
    window = "";
    gathered.setLength(0);
  }

  /// @param end words that start before are decided on
  private void look(int end) {
    for (Search search : searches) {
      Matcher matcher = search.kind.pattern().matcher(window).useTransparentBounds(true);
      int at = window.indexOf(search.anchor, (int) (search.next - offset));
      while (at >= 0 && at < end) {
        int next = Math.max(look(search.kind, matcher, at), at + 1);
        search.next = offset + next;
        at = window.indexOf(search.anchor, next);
      }
      search.next = Math.max(search.next, offset + end);
    }
  }

  /// Tries the few places at which a secret with its word here can start, and no others: a search
  /// onwards from each word would take a text that is full of them for ever.
  ///
  /// @return where to go on
  private int look(SecretKind kind, Matcher matcher, int at) {
    int end = Math.min(window.length(), at + SecretKind.REACH);
    for (int start = Math.max(0, at - kind.before()); start <= at; start++) {
      matcher.region(start, end);
      if (!matcher.lookingAt() || matcher.end() <= at) {
        continue;
      }
      String secret = matcher.group(1);
      if (!kind.holds(secret)) {
        break;
      }
      found.accept(new DetectedSecret(kind.title(), offset + start, masked(secret)));
      return matcher.end();
    }
    return at + 1;
  }

  /// Keeps what a word that starts later may look back to.
  private void forget(int decided) {
    int from = Math.max(0, decided - CONTEXT);
    window = window.substring(from);
    offset += from;
  }

  /// Enough to find it again: its first characters, and how long it is.
  private static String masked(String secret) {
    int shown = Math.min(4, secret.length() / 4);
    return secret.substring(0, shown).replaceAll("[^\\x21-\\x7e]|`", "?")
        + "*** ("
        + secret.length()
        + " characters)";
  }
}
