package dev.redoubt.scan.internal.json;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A JSON or YAML document as a tree. Offsets are from the start of the document, in bytes or, for
/// YAML, in characters.
public sealed interface JsonDocument {

  /// The position of the value.
  long offset();

  /// An object; names may occur several times, because loaders differ in which value they use.
  record ObjectNode(long offset, List<Member> members) implements JsonDocument {

    /// The value that most loaders use: the last one with that name; null if there is none.
    public @Nullable JsonDocument get(String name) {
      for (int at = members.size() - 1; at >= 0; at--) {
        if (members.get(at).name().equals(name)) {
          return members.get(at).value();
        }
      }
      return null;
    }

    /// The string with that name; null if there is none, or if it is not a string.
    public @Nullable String text(String name) {
      return get(name) instanceof TextNode text ? text.value() : null;
    }

    /// The object with that name; null if there is none, or if it is not an object.
    public @Nullable ObjectNode object(String name) {
      return get(name) instanceof ObjectNode node ? node : null;
    }

    public boolean has(String name) {
      return get(name) != null;
    }

    /// The names that occur more than once.
    public Set<String> duplicates() {
      return members.stream()
          .collect(Collectors.groupingBy(Member::name, Collectors.counting()))
          .entrySet()
          .stream()
          .filter(entry -> entry.getValue() > 1)
          .map(java.util.Map.Entry::getKey)
          .collect(Collectors.toSet());
    }
  }

  /// A name and its value.
  record Member(String name, JsonDocument value) {}

  /// An array. Long arrays of numbers keep only the first few, because they are weights.
  record ArrayNode(long offset, List<JsonDocument> elements) implements JsonDocument {}

  /// A string, and its YAML tag, which is usually empty.
  record TextNode(long offset, String value, String tag) implements JsonDocument {
    public TextNode(long offset, String value) {
      this(offset, value, "");
    }

    /// The value in lower case.
    public String lower() {
      return value.toLowerCase(Locale.ROOT);
    }
  }

  /// A number as written.
  record NumberNode(long offset, String value) implements JsonDocument {}

  /// `true`, `false` or `null`.
  record WordNode(long offset, String value) implements JsonDocument {}
}
