package dev.redoubt.registry.tracking;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A data set that some run of an experiment has used.
///
/// @param context purpose, or null if unknown
public record DataSetSummary(
    long experiment, String name, String digest, @Nullable String context) {

  /// @throws NullPointerException if a required argument is null
  public DataSetSummary {
    Objects.requireNonNull(name);
    Objects.requireNonNull(digest);
  }
}
