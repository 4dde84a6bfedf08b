package dev.redoubt.access;

/// Which things exist for a caller, by what they are and by their labels. Searches, counts and
/// pages leave the others out, and whoever asks for one of them is told that there is none.
@FunctionalInterface
public interface VisibilityFilter {

  /// Whether registered models of a label exist, with their versions.
  boolean models(AccessAttributes label);

  /// Whether experiments of a label exist, with their runs, logged models and data sets. Where
  /// nothing else is said, they do where models do.
  default boolean experiments(AccessAttributes label) {
    return models(label);
  }
}
