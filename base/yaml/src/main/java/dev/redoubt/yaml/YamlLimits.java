package dev.redoubt.yaml;

/// The limits for parsing a YAML text.
///
/// @param characters of a document, in code points
/// @param depth of nested collections: a list of strings has depth 1
/// @param nodes in the whole text, including keys and aliases
public record YamlLimits(int characters, int depth, int nodes) {

  /// Limits for a text whose length, and with it the number of nodes, is already limited.
  public static YamlLimits ofDepth(int depth) {
    return new YamlLimits(Integer.MAX_VALUE, depth, Integer.MAX_VALUE);
  }
}
