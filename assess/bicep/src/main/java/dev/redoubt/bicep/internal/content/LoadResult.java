package dev.redoubt.bicep.internal.content;

import dev.redoubt.estate.Value;

/// The result of loading file content.
public sealed interface LoadResult {

  /// The content was loaded.
  record Content(Value value) implements LoadResult {}

  /// The content could not be loaded.
  ///
  /// @param message the error, lower case, the user's words in backticks
  record Failed(String message) implements LoadResult {}
}
