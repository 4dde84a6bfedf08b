package dev.redoubt.server.mlflow;

import dev.redoubt.access.RequestRefusedException;

/// Where clients want artifacts to be.
final class ArtifactLocationCheck {

  private ArtifactLocationCheck() {}

  /// Nowhere but here: what lies elsewhere is neither encrypted nor scanned, and a client that
  /// follows such an address reads whatever it names.
  ///
  /// @return empty for the place that the registry chooses
  static String own(String wanted) {
    if (!wanted.isEmpty()) {
      throw RequestRefusedException.invalid(
          "the artifact location `"
              + wanted
              + "` is not supported: this registry stores artifacts itself, encrypted; omit the" + " location");
    }
    return wanted;
  }
}
