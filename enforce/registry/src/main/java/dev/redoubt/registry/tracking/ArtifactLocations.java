package dev.redoubt.registry.tracking;

import dev.redoubt.access.RequestRefusedException;
import java.util.Locale;

/// The locations of artifacts, as MLflow's clients see them. The registry itself never follows one:
/// it finds artifacts by the ids of what they belong to.
final class ArtifactLocations {

  /// What MLflow's clients take for "ask the server".
  static final String ROOT = "mlflow-artifacts:/";

  private ArtifactLocations() {}

  /// A location below another one.
  static String below(String location, String... parts) {
    String above = location.endsWith("/") ? location.substring(0, location.length() - 1) : location;
    return above + "/" + String.join("/", parts);
  }

  /// Refuses a location that somebody made up and that could mean another one.
  static String check(String location) {
    TrackingLimits.text("artifact location", location, TrackingLimits.LOCATION);
    String plain = location.toLowerCase(Locale.ROOT).replace("%2e", ".").replace("%2f", "/");
    boolean climbs = ("/" + plain.replace('\\', '/') + "/").contains("/../");
    if (climbs || plain.startsWith("runs:") || plain.chars().anyMatch(c -> "?#;".indexOf(c) >= 0)) {
      throw RequestRefusedException.invalid(
          "the artifact location `"
              + location
              + "` must not begin with `runs:` or contain `..`, `?`, `#` or `;`");
    }
    return location;
  }
}
