package dev.redoubt.yaml;

import java.util.List;
import java.util.Optional;

/// A node of a YAML document.
public sealed interface YamlNode {

  /// The start of the node.
  YamlPosition place();

  /// A scalar, quoted or not.
  ///
  /// @param value without quotes, escapes and line folding
  /// @param isPlain whether it is written without quotes and not as a block scalar: only then it
  ///   can be a number, a boolean or null
  /// @param tag in full: `tag:yaml.org,2002:str` for `!!str`
  /// @param anchor without its `&`
  record Scalar(
      YamlPosition place,
      String value,
      boolean isPlain,
      Optional<String> tag,
      Optional<String> anchor)
      implements YamlNode {}

  /// A sequence.
  record Sequence(
      YamlPosition place, List<YamlNode> items, Optional<String> tag, Optional<String> anchor)
      implements YamlNode {

    /// Copies the items.
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /// A mapping, in the order of the text. Keys can be any node, and can occur twice.
  record Mapping(
      YamlPosition place, List<Entry> entries, Optional<String> tag, Optional<String> anchor)
      implements YamlNode {

    /// Copies the entries.
    public Mapping {
      entries = List.copyOf(entries);
    }
  }

  /// An alias `*name`: it refers to the last preceding node with that anchor, if there is one.
  record Alias(YamlPosition place, String anchor) implements YamlNode {}

  /// A key with its value.
  record Entry(YamlNode key, YamlNode value) {}
}
