package dev.redoubt.artifacts;

/// What a legal hold or a retention applies to.
public sealed interface RetentionTarget {

  /// All artifacts of an experiment or a registered model.
  record OfOwner(KeyOwner owner) implements RetentionTarget {}

  /// The artifacts of a run, a logged model or a model version.
  record OfHome(ArtifactRoot home) implements RetentionTarget {}

  /// Returns the form for messages and events, such as `experiment/7` or `run/0123...`.
  default String text() {
    return switch (this) {
      case OfOwner(KeyOwner owner) -> owner.text();
      case OfHome(ArtifactRoot home) -> home.text();
    };
  }
}
