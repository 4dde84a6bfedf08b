package dev.redoubt.configuration;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A value of a file, with its place. No name is twice in an object.
public sealed interface ConfigurationNode {

  /// From 1.
  int line();

  /// From 1.
  int column();

  /// What kind of value it is, in words.
  String kind();

  /// A text, a number, a truth value: what it is, whoever asks for it decides.
  record Text(int line, int column, String value) implements ConfigurationNode {
    @Override
    public String kind() {
      return "a string";
    }
  }

  /// A list.
  record Items(int line, int column, List<ConfigurationNode> items) implements ConfigurationNode {
    /// Copies the list.
    public Items {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /// Names with values, in the order of the file.
  record Members(int line, int column, Map<String, Member> members) implements ConfigurationNode {
    /// Copies the members.
    public Members {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    @Override
    public String kind() {
      return "an object";
    }
  }

  /// A name with its value.
  record Member(int line, int column, ConfigurationNode value) {}
}
