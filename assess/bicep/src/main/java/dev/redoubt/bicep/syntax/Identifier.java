package dev.redoubt.bicep.syntax;

import dev.redoubt.estate.Origin;

/// An identifier in a declaration, as written; identifiers are case-sensitive.
///
/// @param text empty if missing, which has been reported
public record Identifier(String text, Origin origin) {

  /// Whether an identifier was parsed.
  public boolean isPresent() {
    return !text.isEmpty();
  }

  @Override
  public String toString() {
    return text;
  }
}
