package dev.redoubt.engine;

import dev.redoubt.detect.SecretDetector;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Replaces the texts of a source file that look like secrets: what the secret detector finds, and
/// literals of properties and parameters whose name says that they hold one. The number of lines
/// stays the same.
final class SecretMask {

  private static final String MASK = "********";

  /// What ends a secret in a source file.
  private static final String ENDS = "'\"\n\r\t ;,<>`";

  /// A name that ends like that of a secret, and a literal. A literal with an interpolation is an
  /// expression, and an empty one no secret.
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)(?:password|passwd|pwd|connectionstring|secret|token|credential"
              + "|(?:account|access|api|primary|secondary|shared|admin|master)_?key)(?:value)?[\"']?(?:"
              + " string)?\\s*[:=]\\s*([\"'])(?<secret>[^\"'\n\r"
              + "\\[$][^\"'\n\r"
              + "]*)\\1");

  private SecretMask() {}

  /// The text with replaced secrets.
  static String masked(String text) {
    List<int[]> ranges = new ArrayList<>();
    SecretDetector.inspect(text, found -> ranges.add(token(text, Math.toIntExact(found.start()))));
    Matcher named = NAMED.matcher(text);
    while (named.find()) {
      ranges.add(new int[] {named.start("secret"), named.end("secret")});
    }
    ranges.sort((one, other) -> Integer.compare(one[0], other[0]));
    StringBuilder masked = new StringBuilder();
    int done = 0;
    for (int[] range : ranges) {
      if (range[0] >= done) {
        masked.append(text, done, range[0]).append(MASK);
      }
      done = Math.max(done, range[1]);
    }
    return masked.append(text, done, text.length()).toString();
  }

  /// From the start of a secret to the end of its word.
  private static int[] token(String text, int start) {
    int end = start;
    while (end < text.length() && ENDS.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return new int[] {start, end};
  }
}
