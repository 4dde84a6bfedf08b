package dev.redoubt.registry.models;

import java.util.Objects;

/// A name of a version within its model.
///
/// @param version its number
public record ModelAlias(String name, long version) {

  /// @throws NullPointerException if the name is null
  public ModelAlias {
    Objects.requireNonNull(name);
  }
}
