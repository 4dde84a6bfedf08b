package dev.redoubt.bicep.module;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Validates paths of local files. Source: `RelativePath` and `FilePathFacts` of the compiler.
public final class RelativePath {

  /// No file system supports a longer path.
  static final int MAX_LENGTH = 4096;

  private static final String FORBIDDEN = "\"*:<>?|";
  private static final Pattern DRIVE = Pattern.compile("^[a-zA-Z]:.*", Pattern.DOTALL);

  private RelativePath() {}

  /// Whether a path is absolute on Unix or on Windows.
  static boolean isAbsolute(String path) {
    return path.startsWith("/") || path.startsWith("\\") || DRIVE.matcher(path).matches();
  }

  /// Why a text is not a valid path of a local file; null if it is valid.
  public static @Nullable String violation(String path) {
    if (path.isEmpty()) {
      return "the path is empty";
    }
    String shown = QuotedInput.of(path);
    if (path.length() > MAX_LENGTH) {
      return "the path " + shown + " has more than " + MAX_LENGTH + " characters";
    }
    if (path.startsWith("/") || DRIVE.matcher(path).matches()) {
      return shown + " is an absolute path; use a path relative to this file";
    }
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '\\') {
        return shown + " contains a `\\`; use `/` as the directory separator";
      }
      if (FORBIDDEN.indexOf(c) >= 0) {
        return shown + " contains `" + c + "`, which is not permitted in a path";
      }
      if (c < ' ') {
        return "the path contains a control character";
      }
    }
    char last = path.charAt(path.length() - 1);
    return last == ' ' || last == '.'
        ? shown + " ends with a space or a dot, which is not permitted"
        : null;
  }
}
