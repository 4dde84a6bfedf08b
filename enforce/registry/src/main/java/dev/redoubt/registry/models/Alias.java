package dev.redoubt.registry.models;

import java.util.Objects;

/// A name of a version within its model.
///
/// @param version its number
public record Alias(String name, long version) {

  /// @throws NullPointerException if the name is null
  public Alias {
    Objects.requireNonNull(name);
  }
}
