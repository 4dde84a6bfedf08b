package dev.redoubt.bicep.internal.content;

import dev.redoubt.estate.Value;

/// What came of loading content.
public sealed interface LoadResult {

  /// It is here.
  record Content(Value value) implements LoadResult {}

  /// It cannot be had.
  ///
  /// @param message what is wrong, lower case, the user's words in backticks
  record Failed(String message) implements LoadResult {}
}
