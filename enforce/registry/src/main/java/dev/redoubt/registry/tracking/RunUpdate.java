package dev.redoubt.registry.tracking;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is to be changed of a run.
///
/// @param status or null to leave it
/// @param endTime in milliseconds since 1970, or null to leave it
/// @param name or empty to leave it
public record RunUpdate(@Nullable RunStatus status, @Nullable Long endTime, String name) {

  /// @throws NullPointerException if there is no name
  public RunUpdate {
    Objects.requireNonNull(name);
  }
}
