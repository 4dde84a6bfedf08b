package dev.redoubt.bicep.module;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The rules for the path of a local file. Source: `RelativePath` and `FilePathFacts` of the
/// compiler.
public final class RelativePath {

  /// No file system takes a longer one.
  static final int MAX_LENGTH = 4096;

  private static final String FORBIDDEN = "\"*:<>?|";
  private static final Pattern DRIVE = Pattern.compile("^[a-zA-Z]:.*", Pattern.DOTALL);

  private RelativePath() {}

  /// Whether a path starts at a root, as Unix or as Windows has it.
  static boolean isAbsolute(String path) {
    return path.startsWith("/") || path.startsWith("\\") || DRIVE.matcher(path).matches();
  }

  /// Why a text is no path of a local file, or null where it is one.
  public static @Nullable String complaint(String path) {
    if (path.isEmpty()) {
      return "the path is empty";
    }
    String shown = QuotedInput.of(path);
    if (path.length() > MAX_LENGTH) {
      return "the path " + shown + " has more than " + MAX_LENGTH + " characters";
    }
    if (path.startsWith("/") || DRIVE.matcher(path).matches()) {
      return shown + " is an absolute path; write it relative to this file";
    }
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '\\') {
        return shown + " contains a `\\`; write `/` between folders";
      }
      if (FORBIDDEN.indexOf(c) >= 0) {
        return shown + " contains `" + c + "`, which no path may";
      }
      if (c < ' ') {
        return "the path contains a control character";
      }
    }
    char last = path.charAt(path.length() - 1);
    return last == ' ' || last == '.' ? shown + " ends with a space or a dot" : null;
  }
}
