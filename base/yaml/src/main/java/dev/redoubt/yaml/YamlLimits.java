package dev.redoubt.yaml;

/// The limits for parsing a YAML text.
///
/// @param characters in a document, in code points
/// @param depth of collections in each other: a list of texts has 1
/// @param nodes in the whole text, names and aliases among them
public record YamlLimits(int characters, int depth, int nodes) {

  /// For a text whose length is bounded already, and its nodes with it.
  public static YamlLimits ofDepth(int depth) {
    return new YamlLimits(Integer.MAX_VALUE, depth, Integer.MAX_VALUE);
  }
}
