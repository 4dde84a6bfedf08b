package dev.redoubt.configuration;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A value of a configuration file with its position. The keys of an object are unique.
public sealed interface ConfigurationNode {

  /// From 1.
  int line();

  /// From 1.
  int column();

  /// Returns the type of the value for error messages, such as `a list`.
  String kind();

  /// A scalar: a string, a number or a boolean. The reader of the setting converts it.
  ///
  /// @param isNull whether nothing is written, as after a name whose entries are all comments
  record Text(int line, int column, String value, boolean isNull) implements ConfigurationNode {
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

  /// An object: names with values, in the order of the file.
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

  /// An entry of an object, with the position of its name.
  record Member(int line, int column, ConfigurationNode value) {}
}
