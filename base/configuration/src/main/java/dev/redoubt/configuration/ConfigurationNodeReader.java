package dev.redoubt.configuration;

import dev.redoubt.yaml.YamlDocument;
import dev.redoubt.yaml.YamlLimits;
import dev.redoubt.yaml.YamlNode;
import dev.redoubt.yaml.YamlPosition;
import dev.redoubt.yaml.YamlStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads YAML into [ConfigurationNode]s. Aliases and tags are rejected: a security configuration
/// must mean exactly what is written.
public final class ConfigurationNodeReader {

  /// Configuration files have six levels.
  private static final YamlLimits LIMITS = YamlLimits.ofDepth(32);

  private final List<ConfigurationError> errors;

  private ConfigurationNodeReader(List<ConfigurationError> errors) {
    this.errors = errors;
  }

  /// Parses a YAML text. Never throws for malformed input.
  ///
  /// @param errors receives the errors
  /// @return empty if the text is empty or malformed; malformed input also adds an error
  public static Optional<ConfigurationNode> read(String text, List<ConfigurationError> errors) {
    return Optional.ofNullable(new ConfigurationNodeReader(errors).read(text));
  }

  private @Nullable ConfigurationNode read(String text) {
    YamlStream stream = YamlStream.read(text, LIMITS);
    ConfigurationNode first = null;
    for (int i = 0; i < stream.documents().size(); i++) {
      YamlDocument document = stream.documents().get(i);
      if (i == 1) {
        errors.add(
            at(document.start(), "unexpected second YAML document; write one document per file"));
      }
      ConfigurationNode node = node(document.root());
      first = i == 0 ? node : first;
    }
    if (stream.error().isEmpty()) {
      return first;
    }
    stream.error().ifPresent(wrong -> errors.add(at(wrong.place(), wrong.sentence())));
    return null;
  }

  private ConfigurationNode node(YamlNode node) {
    YamlPosition place = node.place();
    return switch (node) {
      case YamlNode.Scalar scalar ->
          new ConfigurationNode.Text(
              place.line(),
              place.column(),
              scalar.value(),
              scalar.isPlain() && scalar.value().isEmpty());
      case YamlNode.Sequence sequence -> items(sequence);
      case YamlNode.Mapping mapping -> members(mapping);
      case YamlNode.Alias _ -> {
        errors.add(at(place, "YAML aliases are not supported; write the value out"));
        yield new ConfigurationNode.Text(place.line(), place.column(), "", false);
      }
    };
  }

  private ConfigurationNode items(YamlNode.Sequence sequence) {
    List<ConfigurationNode> items = new ArrayList<>();
    for (YamlNode item : sequence.items()) {
      items.add(node(item));
    }
    return new ConfigurationNode.Items(sequence.place().line(), sequence.place().column(), items);
  }

  private ConfigurationNode members(YamlNode.Mapping mapping) {
    Map<String, ConfigurationNode.Member> members = new LinkedHashMap<>();
    for (YamlNode.Entry entry : mapping.entries()) {
      ConfigurationNode key = node(entry.key());
      ConfigurationNode value = node(entry.value());
      if (!(key instanceof ConfigurationNode.Text name)) {
        errors.add(at(entry.key().place(), "a setting name must be a string"));
      } else if (members.putIfAbsent(
              name.value(), new ConfigurationNode.Member(key.line(), key.column(), value))
          != null) {
        errors.add(at(entry.key().place(), "duplicate setting `" + name.value() + "`"));
      }
    }
    return new ConfigurationNode.Members(mapping.place().line(), mapping.place().column(), members);
  }

  private static ConfigurationError at(YamlPosition place, String message) {
    return new ConfigurationError(place.line(), place.column(), message);
  }
}
