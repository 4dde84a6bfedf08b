package dev.redoubt.artifacts;

/// What can be held or retained.
public sealed interface Kept {

  /// All artifacts of an experiment or a registered model.
  record OfOwner(Owner owner) implements Kept {}

  /// Those of a run, a logged model or a version.
  record OfHome(Home home) implements Kept {}

  /// For people and events, as `experiment/7` or `run/0123...`.
  default String text() {
    return switch (this) {
      case OfOwner(Owner owner) -> owner.text();
      case OfHome(Home home) -> home.text();
    };
  }
}
