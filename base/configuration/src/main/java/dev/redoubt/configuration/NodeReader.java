package dev.redoubt.configuration;

import dev.redoubt.yaml.YamlDocument;
import dev.redoubt.yaml.YamlLimits;
import dev.redoubt.yaml.YamlNode;
import dev.redoubt.yaml.YamlPlace;
import dev.redoubt.yaml.YamlStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads YAML into nodes. Aliases and tags have no place in a configuration of rights: what is
/// written is what holds.
public final class NodeReader {

  /// What we read has six levels.
  private static final YamlLimits LIMITS = YamlLimits.ofDepth(32);

  private final List<Mistake> mistakes;

  private NodeReader(List<Mistake> mistakes) {
    this.mistakes = mistakes;
  }

  /// Reads a text. Never throws for what it reads.
  ///
  /// @param mistakes takes what is wrong
  /// @return empty where there is nothing, or where it cannot be read, which is a mistake then
  public static Optional<Node> read(String text, List<Mistake> mistakes) {
    return Optional.ofNullable(new NodeReader(mistakes).read(text));
  }

  private @Nullable Node read(String text) {
    YamlStream stream = YamlStream.read(text, LIMITS);
    Node first = null;
    for (int i = 0; i < stream.documents().size(); i++) {
      YamlDocument document = stream.documents().get(i);
      if (i == 1) {
        mistakes.add(at(document.start(), "a second document; one is expected"));
      }
      Node node = node(document.root());
      first = i == 0 ? node : first;
    }
    if (stream.mistake().isEmpty()) {
      return first;
    }
    stream.mistake().ifPresent(wrong -> mistakes.add(at(wrong.place(), wrong.sentence())));
    return null;
  }

  private Node node(YamlNode node) {
    YamlPlace place = node.place();
    return switch (node) {
      case YamlNode.Scalar scalar -> new Node.Text(place.line(), place.column(), scalar.value());
      case YamlNode.Sequence sequence -> items(sequence);
      case YamlNode.Mapping mapping -> members(mapping);
      case YamlNode.Alias _ -> {
        mistakes.add(at(place, "aliases are not read; write the value out"));
        yield new Node.Text(place.line(), place.column(), "");
      }
    };
  }

  private Node items(YamlNode.Sequence sequence) {
    List<Node> items = new ArrayList<>();
    for (YamlNode item : sequence.items()) {
      items.add(node(item));
    }
    return new Node.Items(sequence.place().line(), sequence.place().column(), items);
  }

  private Node members(YamlNode.Mapping mapping) {
    Map<String, Node.Member> members = new LinkedHashMap<>();
    for (YamlNode.Entry entry : mapping.entries()) {
      Node key = node(entry.key());
      Node value = node(entry.value());
      if (!(key instanceof Node.Text name)) {
        mistakes.add(at(entry.key().place(), "a name is a text"));
      } else if (members.putIfAbsent(name.value(), new Node.Member(key.line(), key.column(), value))
          != null) {
        mistakes.add(at(entry.key().place(), "`" + name.value() + "` is given twice"));
      }
    }
    return new Node.Members(mapping.place().line(), mapping.place().column(), members);
  }

  private static Mistake at(YamlPlace place, String message) {
    return new Mistake(place.line(), place.column(), message);
  }
}
