package dev.redoubt.gate;

import java.util.List;

/// A value of a YAML file, with the place where it begins; lines and columns count from 1.
sealed interface YamlNode {

  int line();

  int column();

  /// A text, quoted or not.
  record Text(String text, int line, int column) implements YamlNode {}

  /// A list.
  record Items(List<YamlNode> items, int line, int column) implements YamlNode {
    public Items {
      items = List.copyOf(items);
    }
  }

  /// A mapping, in the order of the file; no key is there twice.
  record Fields(List<Field> fields, int line, int column) implements YamlNode {
    public Fields {
      fields = List.copyOf(fields);
    }
  }

  /// A key and its value.
  record Field(Text key, YamlNode value) {}
}
