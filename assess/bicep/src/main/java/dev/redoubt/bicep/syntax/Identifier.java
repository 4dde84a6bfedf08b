package dev.redoubt.bicep.syntax;

import dev.redoubt.estate.Origin;

/// A name where it is declared, in the case it was written; names differ by case.
///
/// @param text empty where none could be read, which has been reported
public record Identifier(String text, Origin origin) {

  /// Whether a name could be read.
  public boolean isPresent() {
    return !text.isEmpty();
  }

  @Override
  public String toString() {
    return text;
  }
}
