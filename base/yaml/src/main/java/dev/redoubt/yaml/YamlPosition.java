package dev.redoubt.yaml;

/// A position in a YAML text.
///
/// @param line from 1; 0 if the position is unknown
/// @param column from 1, in code points
/// @param index from 0, in code points from the beginning of the text
public record YamlPosition(int line, int column, int index) {

  /// An unknown position.
  public static final YamlPosition NONE = new YamlPosition(0, 0, 0);

  /// Whether the position is known.
  public boolean isKnown() {
    return line > 0;
  }
}
