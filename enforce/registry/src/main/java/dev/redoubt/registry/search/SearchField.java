package dev.redoubt.registry.search;

import java.util.Objects;

/// What a search compares or sorts by: `metrics.accuracy`, `tags."a b"`, `start_time`.
///
/// @param key the name within its kind, case-sensitive, without quotes
public record SearchField(Kind kind, String key) {

  /// Whose names these are.
  public enum Kind {
    /// What every object of a kind has, of its own [SearchVocabulary].
    ATTRIBUTE,
    /// The latest value of a metric.
    METRIC,
    /// A parameter of a run or a logged model.
    PARAMETER,
    /// A tag.
    TAG,
    /// `name`, `digest` or `context` of a data set that a run has read.
    DATASET
  }

  /// @throws NullPointerException if one is null
  public SearchField {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(key);
  }
}
