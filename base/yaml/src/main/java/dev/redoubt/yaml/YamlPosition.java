package dev.redoubt.yaml;

/// A position in a YAML text.
///
/// @param line from 1; 0 where no place can be named
/// @param column from 1, in code points
/// @param index from 0, in code points from the beginning of the text
public record YamlPosition(int line, int column, int index) {

  /// No place can be named.
  public static final YamlPosition NONE = new YamlPosition(0, 0, 0);

  /// Whether there is a place.
  public boolean isKnown() {
    return line > 0;
  }
}
