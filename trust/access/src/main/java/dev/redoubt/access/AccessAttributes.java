package dev.redoubt.access;

import java.util.List;
import java.util.regex.Pattern;

/// Attributes of an experiment or a registered model that authorization depends on.
///
/// @param project the project it belongs to
/// @param environment `development`, `staging`, `production`, or another one of the configuration
/// @param sensitivity of the underlying data: `public`, `internal`, `confidential`, `restricted`
public record AccessAttributes(String project, String environment, String sensitivity) {

  /// Declared before the constants, which are validated with it.
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

  /// Used where no attributes are set.
  public static final AccessAttributes DEFAULT =
      new AccessAttributes("default", "development", "internal");

  /// In ascending order.
  private static final List<String> SENSITIVITIES =
      List.of("public", "internal", "confidential", "restricted");

  /// @throws RequestRefusedException if an attribute is not a name of lower-case letters, digits,
  ///   `.`, `_` and `-`
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

  /// Whether an object with the other attributes may be placed under these: its sensitivity must
  /// not be higher. A sensitivity outside the standard order is comparable to itself only.
  public boolean mayHold(AccessAttributes other) {
    int most = SENSITIVITIES.indexOf(sensitivity);
    int needed = SENSITIVITIES.indexOf(other.sensitivity);
    return sensitivity.equals(other.sensitivity) || (needed >= 0 && most >= needed);
  }
}
