package dev.redoubt.configuration;

import dev.redoubt.text.SpellingSuggestions;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// An object of a configuration file, as typed settings. An invalid setting adds an error and
/// reading continues; [#end()] reports the settings that were never read as unknown.
///
/// A list of sections or a section without a value is empty: its entries are comments.
public final class ConfigurationSection {

  private final ConfigurationNode.Members node;
  private final List<ConfigurationError> errors;
  private final Set<String> readNames = new HashSet<>();

  ConfigurationSection(ConfigurationNode.Members node, List<ConfigurationError> errors) {
    this.node = node;
    this.errors = errors;
  }

  /// Whether a setting is present.
  public boolean has(String name) {
    readNames.add(name);
    return node.members().containsKey(name);
  }

  /// Whether a setting is present and has content: an empty list or section has none.
  public boolean hasContent(String name) {
    return value(name)
        .filter(
            value ->
                switch (value) {
                  case ConfigurationNode.Text text -> !text.isNull();
                  case ConfigurationNode.Items items -> !items.items().isEmpty();
                  case ConfigurationNode.Members members -> !members.members().isEmpty();
                })
        .isPresent();
  }

  /// Returns all names, for sections whose names are chosen by the user; marks all of them as
  /// known.
  public Set<String> names() {
    readNames.addAll(node.members().keySet());
    return node.members().keySet();
  }

  private Optional<ConfigurationNode> value(String name) {
    readNames.add(name);
    return Optional.ofNullable(node.members().get(name)).map(ConfigurationNode.Member::value);
  }

  /// Returns a string setting; empty if it is absent or invalid.
  public Optional<String> text(String name) {
    return value(name).flatMap(value -> text(name, value));
  }

  private Optional<String> text(String name, ConfigurationNode value) {
    if (value instanceof ConfigurationNode.Text(_, _, String text, _) && !text.isBlank()) {
      return Optional.of(text);
    }
    addError(value, "`" + name + "` must be a string, but is " + what(value));
    return Optional.empty();
  }

  private static String what(ConfigurationNode value) {
    return value instanceof ConfigurationNode.Text ? "empty" : value.kind();
  }

  /// Returns a required string setting; adds an error and returns an empty string if it is absent.
  public String required(String name) {
    if (!has(name)) {
      errors.add(new ConfigurationError(node.line(), node.column(), "`" + name + "` is missing"));
      return "";
    }
    return text(name).orElse("");
  }

  /// Returns a setting that is a list of strings or one string; empty if it is absent. Without a
  /// value it is an error, because an empty list may mean *all*.
  public List<String> texts(String name) {
    return value(name)
        .map(
            value ->
                value instanceof ConfigurationNode.Items(_, _, List<ConfigurationNode> items)
                    ? items.stream().flatMap(each -> text(name, each).stream()).toList()
                    : text(name, value).stream().toList())
        .orElse(List.of());
  }

  /// The same, and empty without a value.
  public List<String> textsOrNone(String name) {
    return value(name).filter(ConfigurationSection::isNull).isPresent() ? List.of() : texts(name);
  }

  /// Returns an integer setting.
  ///
  /// @param defaultValue the default
  public long number(String name, long defaultValue, long least, long greatest) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return defaultValue;
    }
    if (text.get().matches("\\d{1,15}")) {
      long number = Long.parseLong(text.get());
      if (number >= least && number <= greatest) {
        return number;
      }
    }
    addError(
        name,
        "`%s` must be an integer from %d to %d, not `%s`"
            .formatted(name, least, greatest, text.get()));
    return defaultValue;
  }

  /// Returns a boolean setting; false if it is absent.
  public boolean flag(String name) {
    return word(
            name,
            word ->
                switch (word) {
                  case "true" -> Optional.of(true);
                  case "false" -> Optional.of(false);
                  default -> Optional.empty();
                },
            List.of("true", "false"))
        .orElse(false);
  }

  /// Returns a setting that is one of a fixed set of words.
  ///
  /// @param meaning maps a word to its value; empty if the word is unknown
  public <T> Optional<T> word(
      String name, Function<String, Optional<T>> meaning, List<String> words) {
    return text(name).flatMap(text -> meaning(name, text, meaning, words));
  }

  /// Returns a setting that is a list of words from a fixed set.
  public <T> List<T> words(String name, Function<String, Optional<T>> meaning, List<String> words) {
    return texts(name).stream()
        .flatMap(text -> meaning(name, text, meaning, words).stream())
        .toList();
  }

  private <T> Optional<T> meaning(
      String name, String text, Function<String, Optional<T>> meaning, List<String> words) {
    Optional<T> value = meaning.apply(text);
    if (value.isEmpty()) {
      String known = words.stream().map(each -> "`" + each + "`").collect(Collectors.joining(", "));
      addError(
          name,
          "`"
              + text
              + "` is not a valid value of `"
              + name
              + "`; valid values: "
              + known
              + SpellingSuggestions.ending(text, words));
    }
    return value;
  }

  /// Returns a nested section; empty if it is absent or not an object.
  public Optional<ConfigurationSection> section(String name) {
    return value(name).flatMap(value -> section(name, value));
  }

  /// Returns a list of nested sections.
  public List<ConfigurationSection> sections(String name) {
    ConfigurationNode value = value(name).orElse(null);
    if (value instanceof ConfigurationNode.Items(_, _, List<ConfigurationNode> items)) {
      return items.stream().flatMap(each -> section(name, each).stream()).toList();
    }
    if (value != null && !isNull(value)) {
      addError(value, "`" + name + "` must be a list, but is " + value.kind());
    }
    return List.of();
  }

  private Optional<ConfigurationSection> section(String name, ConfigurationNode value) {
    if (value instanceof ConfigurationNode.Members members) {
      return Optional.of(new ConfigurationSection(members, errors));
    }
    if (isNull(value)) {
      ConfigurationNode.Members none =
          new ConfigurationNode.Members(value.line(), value.column(), Map.of());
      return Optional.of(new ConfigurationSection(none, errors));
    }
    addError(value, "`" + name + "` must be an object, but is " + value.kind());
    return Optional.empty();
  }

  private static boolean isNull(ConfigurationNode value) {
    return value instanceof ConfigurationNode.Text text && text.isNull();
  }

  /// Returns the settings of a section whose names are chosen by the user: each is a string, a list
  /// of strings, or a nested section.
  public Map<String, Choice> choices() {
    Map<String, Choice> choices = new LinkedHashMap<>();
    for (String name : names()) {
      choices.put(
          name,
          optionalSection(name)
              .<Choice>map(Choice.Part::new)
              .orElseGet(() -> new Choice.Texts(texts(name))));
    }
    return choices;
  }

  /// Returns a nested section if the setting has one; empty if it is absent or of another kind,
  /// which is no error.
  public Optional<ConfigurationSection> optionalSection(String name) {
    return value(name)
        .filter(ConfigurationNode.Members.class::isInstance)
        .map(value -> new ConfigurationSection((ConfigurationNode.Members) value, errors));
  }

  /// A setting that is either a list of strings or a nested section.
  public sealed interface Choice {
    /// One text or several.
    record Texts(List<String> texts) implements Choice {}

    /// A nested section.
    record Part(ConfigurationSection section) implements Choice {}
  }

  /// The line of the section; from 1.
  public int line() {
    return node.line();
  }

  /// The column of the section; from 1.
  public int column() {
    return node.column();
  }

  /// The line of a setting's name; of the section if the setting is absent.
  public int lineOf(String name) {
    ConfigurationNode.Member member = node.members().get(name);
    return member == null ? node.line() : member.line();
  }

  /// The column of a setting's name; of the section if the setting is absent.
  public int columnOf(String name) {
    ConfigurationNode.Member member = node.members().get(name);
    return member == null ? node.column() : member.column();
  }

  /// Adds an error at the position of a setting, or of the section if the setting is absent.
  public void addError(String name, String message) {
    ConfigurationNode.Member member = node.members().get(name);
    addError(member == null ? node : member.value(), message);
  }

  /// Adds an error at the position of the section.
  public void addError(String message) {
    addError(node, message);
  }

  private void addError(ConfigurationNode at, String message) {
    errors.add(new ConfigurationError(at.line(), at.column(), message));
  }

  /// Adds an error for each setting that was never read: it is unknown.
  public void end() {
    node.members()
        .forEach(
            (name, member) -> {
              if (!readNames.contains(name)) {
                String known =
                    readNames.stream()
                        .sorted()
                        .map(each -> "`" + each + "`")
                        .collect(Collectors.joining(", "));
                errors.add(
                    new ConfigurationError(
                        member.line(),
                        member.column(),
                        "unknown setting `"
                            + name
                            + "`; valid settings: "
                            + known
                            + SpellingSuggestions.ending(name, readNames)));
              }
            });
  }
}
