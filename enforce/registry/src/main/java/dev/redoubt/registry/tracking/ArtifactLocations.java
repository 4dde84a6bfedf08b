package dev.redoubt.registry.tracking;

import dev.redoubt.access.RequestRefusedException;
import java.util.Locale;

/// Builds and validates artifact URIs, as MLflow's clients see them. The registry itself never
/// resolves them: it finds artifacts by the ids of their runs and models.
final class ArtifactLocations {

  /// Scheme with which MLflow's clients use the server's artifact API.
  static final String ROOT = "mlflow-artifacts:/";

  private ArtifactLocations() {}

  /// Returns a location below another one.
  static String below(String location, String... parts) {
    String above = location.endsWith("/") ? location.substring(0, location.length() - 1) : location;
    return above + "/" + String.join("/", parts);
  }

  /// Refuses a location from a client that is ambiguous.
  static String check(String location) {
    TrackingLimits.text("artifact location", location, TrackingLimits.LOCATION);
    String plain = location.toLowerCase(Locale.ROOT).replace("%2e", ".").replace("%2f", "/");
    boolean traverses = ("/" + plain.replace('\\', '/') + "/").contains("/../");
    if (traverses
        || plain.startsWith("runs:")
        || plain.chars().anyMatch(c -> "?#;".indexOf(c) >= 0)) {
      throw RequestRefusedException.invalid(
          "the artifact location `"
              + location
              + "` must not begin with `runs:` or contain `..`, `?`, `#` or `;`");
    }
    return location;
  }
}
