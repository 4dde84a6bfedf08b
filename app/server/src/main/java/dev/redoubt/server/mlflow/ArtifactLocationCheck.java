package dev.redoubt.server.mlflow;

import dev.redoubt.access.RequestRefusedException;

/// Rejects artifact locations that clients choose.
final class ArtifactLocationCheck {

  private ArtifactLocationCheck() {}

  /// Only the registry's own storage is allowed: files elsewhere are neither encrypted nor scanned,
  /// and a client that follows such a location reads whatever it points to.
  ///
  /// @return the empty string, for the location that the registry chooses
  static String own(String wanted) {
    if (!wanted.isEmpty()) {
      throw RequestRefusedException.invalid(
          "the artifact location `"
              + wanted
              + "` is not supported: this registry stores artifacts itself, encrypted; omit the"
              + " location");
    }
    return wanted;
  }
}
