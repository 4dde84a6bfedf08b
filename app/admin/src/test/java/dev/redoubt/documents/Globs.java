package dev.redoubt.documents;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Patterns of paths, as documents write them.
final class Globs {

  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "\\*\\*|\\.\\.\\.|…|\\*|<[\\w-]+>|(?<![A-Za-z])(?:NAME|NNNN|ID|DIR|FILE)(?![A-Za-z])");

  private Globs() {}

  /// A regular expression for a path with placeholders: `**` and `...` are any folders, `*`, `<id>`
  /// and `NAME` one name or a part of it.
  static String regex(String glob) {
    StringBuilder regex = new StringBuilder();
    Matcher placeholder = PLACEHOLDER.matcher(glob);
    int end = 0;
    while (placeholder.find()) {
      regex.append(Pattern.quote(glob.substring(end, placeholder.start())));
      boolean folders = placeholder.group().matches("\\*\\*|\\.\\.\\.|…");
      regex.append(folders ? ".*" : "[^/]+");
      end = placeholder.end();
    }
    return regex.append(Pattern.quote(glob.substring(end))).toString();
  }

  /// Whether a path has a placeholder.
  static boolean isGlob(String path) {
    return PLACEHOLDER.matcher(path).find();
  }
}
