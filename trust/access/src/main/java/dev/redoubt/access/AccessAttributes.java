package dev.redoubt.access;

import java.util.List;
import java.util.regex.Pattern;

/// What rights to an experiment or a registered model depend on.
///
/// @param project whose it is
/// @param environment where it belongs: `development`, `staging`, `production`, or what a
///   configuration names
/// @param sensitivity of the data behind it: `public`, `internal`, `confidential`, `restricted`
public record AccessAttributes(String project, String environment, String sensitivity) {

  /// Before the constants: they are checked, too.
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

  /// Of what nobody says more about.
  public static final AccessAttributes DEFAULT =
      new AccessAttributes("default", "development", "internal");

  /// From the least to the most.
  private static final List<String> SENSITIVITIES =
      List.of("public", "internal", "confidential", "restricted");

  /// @throws RequestRefusedException if a part is no name of lower case letters, digits, `.`, `_`
  ///   and `-`
  public AccessAttributes {
    check("project", project);
    check("environment", environment);
    check("sensitivity", sensitivity);
  }

  private static void check(String what, String name) {
    if (!NAME.matcher(name).matches()) {
      throw RequestRefusedException.invalid(
          "the "
              + what
              + " `"
              + name
              + "` is not a valid name; use lower-case letters, digits, `.`, `_`, `-`");
    }
  }

  /// Whether what is as sensitive as something else may come under this label. Of names that are
  /// not in the usual order, only the same one is known to be as much.
  public boolean mayHold(AccessAttributes other) {
    int most = SENSITIVITIES.indexOf(sensitivity);
    int needed = SENSITIVITIES.indexOf(other.sensitivity);
    return sensitivity.equals(other.sensitivity) || (needed >= 0 && most >= needed);
  }
}
