package dev.redoubt.yaml;

import java.util.List;
import java.util.Optional;

/// A node of a YAML document.
public sealed interface YamlNode {

  /// Where it begins.
  YamlPosition place();

  /// A text, quoted or not.
  ///
  /// @param value without quotes, escapes and line folding
  /// @param isPlain whether it is written without quotes and not as a block: only then it can mean
  ///   a number, a truth value or null
  /// @param tag in full: `tag:yaml.org,2002:str` for `!!str`
  /// @param anchor without its `&`
  record Scalar(
      YamlPosition place,
      String value,
      boolean isPlain,
      Optional<String> tag,
      Optional<String> anchor)
      implements YamlNode {}

  /// A list.
  record Sequence(
      YamlPosition place, List<YamlNode> items, Optional<String> tag, Optional<String> anchor)
      implements YamlNode {

    /// Copies the items.
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /// Names with values, in the order of the text. A name can be any node, and be there twice.
  record Mapping(
      YamlPosition place, List<Entry> entries, Optional<String> tag, Optional<String> anchor)
      implements YamlNode {

    /// Copies the entries.
    public Mapping {
      entries = List.copyOf(entries);
    }
  }

  /// `*name`: it stands for the last node before it with that anchor, if there is one.
  record Alias(YamlPosition place, String anchor) implements YamlNode {}

  /// A name with its value.
  record Entry(YamlNode key, YamlNode value) {}
}
