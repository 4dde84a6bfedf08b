package dev.redoubt.gate;

import dev.redoubt.configuration.ConfigurationError;
import dev.redoubt.configuration.ConfigurationNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the fields of a mapping and reports unknown keys. Errors are collected, and a harmless
/// value is returned instead: no policy is produced while there are errors.
final class PolicyFieldReader {

  private static final Pattern AGE = Pattern.compile("([1-9][0-9]{0,4})([mhdw])");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?[0-9]{1,18}(\\.[0-9]{1,18})?([eE][-+]?[0-9]{1,2})?");

  private static final Map<String, Duration> UNITS =
      Map.of(
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1),
          "w", Duration.ofDays(7));

  private final List<ConfigurationError> problems;
  private final ConfigurationNode parent;
  private final Map<String, ConfigurationNode> fields = new LinkedHashMap<>();

  /// Reads the fields of a node; none if it is not a mapping.
  PolicyFieldReader(
      ConfigurationNode parent, String what, Set<String> known, List<ConfigurationError> problems) {
    this.problems = problems;
    this.parent = parent;
    for (Map.Entry<String, ConfigurationNode.Member> each :
        mapping(parent, what, problems).entrySet()) {
      String key = each.getKey();
      if (known.contains(key)) {
        fields.put(key, each.getValue().value());
      } else {
        addError(
            each.getValue(),
            "unknown key `%s` in %s; expected one of %s"
                .formatted(
                    DecisionWording.shown(key),
                    what,
                    DecisionWording.quoted(known.stream().sorted().toList())));
      }
    }
  }

  /// Returns the members of a mapping with user-defined keys.
  static Map<String, ConfigurationNode.Member> mapping(
      ConfigurationNode node, String what, List<ConfigurationError> problems) {
    if (node instanceof ConfigurationNode.Members mapping) {
      return mapping.members();
    }
    problems.add(
        new ConfigurationError(
            node.line(), node.column(), what + " must be a mapping of keys and values"));
    return Map.of();
  }

  private void addError(ConfigurationNode.Member at, String message) {
    problems.add(new ConfigurationError(at.line(), at.column(), message));
  }

  void addError(ConfigurationNode at, String message) {
    problems.add(new ConfigurationError(at.line(), at.column(), message));
  }

  private ConfigurationNode at(String key) {
    return fields.getOrDefault(key, parent);
  }

  boolean has(String key) {
    return fields.containsKey(key);
  }

  Optional<ConfigurationNode> node(String key) {
    return Optional.ofNullable(fields.get(key));
  }

  /// Returns a required value.
  Optional<ConfigurationNode> required(String key, String what) {
    if (!has(key)) {
      addError(parent, what + " needs `" + key + "`");
    }
    return node(key);
  }

  /// Returns the text of a node that must be a non-empty string.
  Optional<String> text(ConfigurationNode node, String what) {
    if (node instanceof ConfigurationNode.Text text && !text.value().isBlank()) {
      return Optional.of(text.value());
    }
    addError(node, what + " must be a string");
    return Optional.empty();
  }

  Optional<String> text(String key) {
    return node(key).flatMap(node -> text(node, "`" + key + "`"));
  }

  /// Returns the items of a list without duplicates; a single string is a list of one.
  <T> List<T> list(String key, Function<ConfigurationNode, Optional<T>> read) {
    List<T> all = new ArrayList<>();
    Set<T> seen = new HashSet<>();
    for (ConfigurationNode each : items(key)) {
      read.apply(each)
          .ifPresent(
              value -> {
                if (seen.add(value)) {
                  all.add(value);
                } else {
                  addError(each, "`" + key + "` is listed twice");
                }
              });
    }
    return all;
  }

  /// Returns the item nodes; none if the key is absent.
  List<ConfigurationNode> items(String key) {
    Optional<ConfigurationNode> node = node(key);
    if (node.isEmpty()) {
      return List.of();
    }
    return switch (node.get()) {
      case ConfigurationNode.Items list -> list.items();
      case ConfigurationNode.Text text -> List.of(text);
      case ConfigurationNode.Members mapping -> {
        addError(mapping, "`" + key + "` must be a list");
        yield List.of();
      }
    };
  }

  /// Returns one of several keywords.
  <T> Optional<T> choice(ConfigurationNode node, String what, Map<String, T> choices) {
    Optional<String> text = text(node, what);
    Optional<T> found = text.flatMap(word -> Optional.ofNullable(choices.get(word)));
    if (text.isPresent() && found.isEmpty()) {
      addError(
          node,
          "invalid value `%s` for %s; expected one of %s"
              .formatted(
                  DecisionWording.shown(text.get()),
                  what,
                  DecisionWording.quoted(choices.keySet().stream().sorted().toList())));
    }
    return found;
  }

  <T> Optional<T> choice(String key, Map<String, T> choices) {
    return node(key).flatMap(node -> choice(node, "`" + key + "`", choices));
  }

  boolean flag(String key, boolean defaultValue) {
    return choice(key, Map.of("true", true, "false", false)).orElse(defaultValue);
  }

  /// A duration such as `90m`, `12h`, `30d`, `2w`.
  Optional<Duration> age(String key) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Matcher parts = AGE.matcher(text.get());
    if (!parts.matches()) {
      addError(
          at(key),
          "`"
              + DecisionWording.shown(text.get())
              + "` is not a duration; use for example `90m`, `12h`, `30d` or `2w`");
      return Optional.empty();
    }
    Duration unit = Objects.requireNonNull(UNITS.get(parts.group(2)));
    return Optional.of(unit.multipliedBy(Long.parseLong(parts.group(1))));
  }

  OptionalDouble number(String key) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return OptionalDouble.empty();
    }
    if (!NUMBER.matcher(text.get()).matches()) {
      addError(at(key), "`" + DecisionWording.shown(text.get()) + "` is not a number");
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(Double.parseDouble(text.get()));
  }

  /// Returns an integer within bounds.
  int count(String key, int defaultValue, int min, int max) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return defaultValue;
    }
    if (text.get().matches("[0-9]{1,4}")) {
      int number = Integer.parseInt(text.get());
      if (number >= min && number <= max) {
        return number;
      }
    }
    addError(
        at(key),
        "`%s` is not a whole number from %d to %d"
            .formatted(DecisionWording.shown(text.get()), min, max));
    return defaultValue;
  }
}
