package dev.redoubt.registry.tracking;

import dev.redoubt.access.RequestRefusedException;

/// Validates the names of metrics, parameters and tags. Clients may use them as file names, so they
/// must not traverse paths: the rule is that of MLflow 3.17's `utils/validation.py`.
final class TrackingNames {

  private TrackingNames() {}

  /// Refuses an invalid name.
  static void check(String name) {
    if (!name.codePoints().allMatch(TrackingNames::allowed)) {
      throw RequestRefusedException.invalid(
          "`"
              + name
              + "` is not a valid name: Names may only contain alphanumerics, `_`, "
              + "`-`, `.`, `:`, `/` and"
              + " spaces");
    }
    if (traverses(name)) {
      throw RequestRefusedException.invalid(
          "`"
              + name
              + "` is not a valid name: it must be a normalized relative path; remove "
              + "leading and double"
              + " slashes, and `.` and `..` between slashes");
    }
  }

  private static boolean allowed(int c) {
    return (c < 128 && (Character.isLetterOrDigit(c) || "/_.- :".indexOf(c) >= 0))
        || (c >= 128 && Character.isLetterOrDigit(c));
  }

  private static boolean traverses(String name) {
    if (name.startsWith("..")) {
      return true;
    }
    for (String part : name.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        return true;
      }
    }
    return false;
  }
}
