package dev.redoubt.scan.internal.yaml;

import dev.redoubt.scan.internal.json.JsonDocument;
import dev.redoubt.scan.internal.model.MalformedContentException;
import dev.redoubt.yaml.YamlDocument;
import dev.redoubt.yaml.YamlError;
import dev.redoubt.yaml.YamlLimits;
import dev.redoubt.yaml.YamlNode;
import dev.redoubt.yaml.YamlStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads YAML into one tree per document, without creating objects or expanding aliases: an alias
/// is a value of its own.
public final class YamlReader {

  /// Larger documents are data.
  private static final YamlLimits LIMITS = new YamlLimits(8 << 20, 100, 500_000);

  private YamlReader() {}

  /// Line ends in YAML 1.1, which Python's reader implements, and ordinary characters in YAML 1.2:
  /// text after one of them in a comment is hidden from one of the two.
  private static final Pattern OLD_LINE_END = Pattern.compile("[\\u0085\\u2028\\u2029]");

  /// The documents of a text. If the versions of YAML parse it differently, returns the documents
  /// of both.
  public static List<JsonDocument> read(String text) throws MalformedContentException {
    Matcher old = OLD_LINE_END.matcher(text);
    if (!old.find()) {
      return once(text);
    }
    List<JsonDocument> documents = new ArrayList<>(once(text));
    documents.addAll(once(old.replaceAll("\n")));
    return documents;
  }

  private static List<JsonDocument> once(String text) throws MalformedContentException {
    YamlStream stream = YamlStream.read(text, LIMITS);
    if (stream.error().isPresent()) {
      YamlError wrong = stream.error().get();
      throw new MalformedContentException(wrong.place().index(), words(wrong));
    }
    List<JsonDocument> roots = new ArrayList<>();
    for (YamlDocument document : stream.documents()) {
      roots.add(json(document.root()));
    }
    return roots;
  }

  private static String words(YamlError wrong) {
    return switch (wrong.kind()) {
      case SYNTAX -> "invalid YAML: " + wrong.message();
      case TOO_LONG -> "YAML exceeds the limit of `" + LIMITS.characters() + "` characters";
      case TOO_DEEP -> "YAML nested more than `" + LIMITS.depth() + "` levels deep";
      case TOO_MANY -> "more than `" + LIMITS.nodes() + "` values in a document";
    };
  }

  private static JsonDocument json(YamlNode node) {
    long at = node.place().index();
    return switch (node) {
      case YamlNode.Scalar scalar -> scalar(scalar, at);
      case YamlNode.Alias alias -> new JsonDocument.WordNode(at, "*" + alias.anchor());
      case YamlNode.Sequence sequence -> array(sequence, at);
      case YamlNode.Mapping mapping -> object(mapping, at);
    };
  }

  private static JsonDocument scalar(YamlNode.Scalar scalar, long at) {
    String tag = scalar.tag().orElse("");
    String value = scalar.value();
    boolean word =
        scalar.isPlain()
            && tag.isEmpty()
            && (value.isEmpty() || value.matches("(?i)true|false|null|~|yes|no|on|off"));
    return word ? new JsonDocument.WordNode(at, value) : new JsonDocument.TextNode(at, value, tag);
  }

  /// Keeps the Python tag of a collection as a member of its own.
  private static Optional<JsonDocument> tag(Optional<String> tag, long at) {
    return tag.filter(name -> !name.isEmpty()).map(name -> new JsonDocument.TextNode(at, "", name));
  }

  private static JsonDocument array(YamlNode.Sequence sequence, long at) {
    List<JsonDocument> parts = new ArrayList<>();
    for (YamlNode item : sequence.items()) {
      parts.add(json(item));
    }
    tag(sequence.tag(), at).ifPresent(parts::add);
    return new JsonDocument.ArrayNode(at, parts);
  }

  private static JsonDocument object(YamlNode.Mapping mapping, long at) {
    List<JsonDocument.Member> members = new ArrayList<>();
    tag(mapping.tag(), at).ifPresent(tag -> members.add(new JsonDocument.Member("!", tag)));
    for (YamlNode.Entry entry : mapping.entries()) {
      JsonDocument name = json(entry.key());
      String shown =
          switch (name) {
            case JsonDocument.TextNode text -> text.value();
            case JsonDocument.WordNode word -> word.value();
            case JsonDocument.NumberNode number -> number.value();
            case JsonDocument.ObjectNode _, JsonDocument.ArrayNode _ -> "?";
          };
      boolean nested =
          name instanceof JsonDocument.ObjectNode
              || name instanceof JsonDocument.ArrayNode
              || (name instanceof JsonDocument.TextNode text && !text.tag().isEmpty());
      if (nested) {
        members.add(new JsonDocument.Member("?", name));
      }
      members.add(new JsonDocument.Member(shown, json(entry.value())));
    }
    return new JsonDocument.ObjectNode(at, members);
  }
}
