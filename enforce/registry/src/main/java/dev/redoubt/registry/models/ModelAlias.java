package dev.redoubt.registry.models;

import java.util.Objects;

/// A named pointer to a version of a registered model.
///
/// @param version number of the version
public record ModelAlias(String name, long version) {

  /// @throws NullPointerException if the name is null
  public ModelAlias {
    Objects.requireNonNull(name);
  }
}
