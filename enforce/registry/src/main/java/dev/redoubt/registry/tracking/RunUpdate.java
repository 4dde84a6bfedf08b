package dev.redoubt.registry.tracking;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Changes to the metadata of a run.
///
/// @param status null for no change
/// @param endTime in milliseconds since 1970; null for no change
/// @param name empty for no change
public record RunUpdate(@Nullable RunStatus status, @Nullable Long endTime, String name) {

  /// @throws NullPointerException if the name is null
  public RunUpdate {
    Objects.requireNonNull(name);
  }
}
