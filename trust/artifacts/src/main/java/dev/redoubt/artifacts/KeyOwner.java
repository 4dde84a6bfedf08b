package dev.redoubt.artifacts;

/// Whose keys protect artifacts: what is erased, held or kept as a whole.
public sealed interface KeyOwner {

  /// An experiment, with all of its runs and logged models.
  record OfExperiment(long id) implements KeyOwner {}

  /// A registered model, with all of its versions.
  record OfRegisteredModel(long id) implements KeyOwner {}

  /// For people, events and what is authenticated, as `experiment/7`.
  default String text() {
    return switch (this) {
      case OfExperiment(long id) -> "experiment/" + id;
      case OfRegisteredModel(long id) -> "registered-model/" + id;
    };
  }
}
