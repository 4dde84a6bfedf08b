package dev.redoubt.registry.search;

import java.util.Objects;

/// A field that a search compares or sorts by: `metrics.accuracy`, `tags."a b"`, `start_time`.
///
/// @param key name within its kind, case-sensitive, without quotes
public record SearchField(Kind kind, String key) {

  /// Namespace of a field.
  public enum Kind {
    /// Attribute that every object of a type has, as defined by its [SearchVocabulary].
    ATTRIBUTE,
    /// The latest value of a metric.
    METRIC,
    /// A parameter of a run or a logged model.
    PARAMETER,
    /// A tag of the object.
    TAG,
    /// `name`, `digest` or `context` of a data set that a run has used.
    DATASET
  }

  /// @throws NullPointerException if one is null
  public SearchField {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(key);
  }
}
