package dev.redoubt.effective.alias;

/// Where an alias points in the payload of a resource type and API version.
public sealed interface AliasTarget {

  /// The alias points to this path.
  record At(AliasPath path) implements AliasTarget {}

  /// The path was moved between API versions, and it is not known where it is in this one.
  record Moved() implements AliasTarget {}

  /// The type has no such alias.
  record None() implements AliasTarget {}
}
