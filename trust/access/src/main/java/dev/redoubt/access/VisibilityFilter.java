package dev.redoubt.access;

/// Decides which objects are visible to a caller, by kind and access attributes. Searches, counts
/// and pages omit the others, and a request for one of them gets the response for an object that
/// does not exist.
@FunctionalInterface
public interface VisibilityFilter {

  /// Whether registered models with these attributes are visible, with their versions.
  boolean models(AccessAttributes label);

  /// Whether experiments with these attributes are visible, with their runs, logged models and data
  /// sets. By default the same as for models.
  default boolean experiments(AccessAttributes label) {
    return models(label);
  }
}
