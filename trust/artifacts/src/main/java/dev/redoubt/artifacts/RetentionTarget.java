package dev.redoubt.artifacts;

/// What can be held or retained.
public sealed interface RetentionTarget {

  /// All artifacts of an experiment or a registered model.
  record OfOwner(KeyOwner owner) implements RetentionTarget {}

  /// Those of a run, a logged model or a version.
  record OfHome(ArtifactRoot home) implements RetentionTarget {}

  /// For people and events, as `experiment/7` or `run/0123...`.
  default String text() {
    return switch (this) {
      case OfOwner(KeyOwner owner) -> owner.text();
      case OfHome(ArtifactRoot home) -> home.text();
    };
  }
}
