package dev.redoubt.registry.tracking;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A data set that some run of an experiment has read.
///
/// @param context what for, or null if nobody says
public record DataSetSummary(
    long experiment, String name, String digest, @Nullable String context) {

  /// @throws NullPointerException if one is null that may not be
  public DataSetSummary {
    Objects.requireNonNull(name);
    Objects.requireNonNull(digest);
  }
}
