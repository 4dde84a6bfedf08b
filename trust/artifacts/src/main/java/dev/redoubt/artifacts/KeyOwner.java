package dev.redoubt.artifacts;

/// Experiment or registered model that an artifact key belongs to: the unit of erasure.
public sealed interface KeyOwner {

  /// An experiment, with all its runs and logged models.
  record OfExperiment(long id) implements KeyOwner {}

  /// A registered model, with all its versions.
  record OfRegisteredModel(long id) implements KeyOwner {}

  /// Returns the form for messages, events and authenticated contexts, such as `experiment/7`.
  default String text() {
    return switch (this) {
      case OfExperiment(long id) -> "experiment/" + id;
      case OfRegisteredModel(long id) -> "registered-model/" + id;
    };
  }
}
