package dev.redoubt.yaml;

/// A document of a YAML stream.
///
/// @param start where it begins: at its `---`, if it has one
public record YamlDocument(YamlPosition start, YamlNode root) {}
