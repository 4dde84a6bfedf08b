package dev.redoubt.scan.internal.json;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A document of JSON or YAML as a tree. Offsets are in bytes or, for YAML, in characters, from the
/// start of the document.
public sealed interface JsonDocument {

  /// Where it starts.
  long offset();

  /// An object; names may occur more than once, as loaders differ in which they take.
  record ObjectNode(long offset, List<Member> members) implements JsonDocument {

    /// The value that loaders take: the last of that name; null where there is none.
    public @Nullable JsonDocument get(String name) {
      for (int at = members.size() - 1; at >= 0; at--) {
        if (members.get(at).name().equals(name)) {
          return members.get(at).value();
        }
      }
      return null;
    }

    /// The text of that name; null where there is none, or where it is not text.
    public @Nullable String text(String name) {
      return get(name) instanceof TextNode text ? text.value() : null;
    }

    /// The object of that name; null where there is none, or where it is not an object.
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

  /// An array. Of long arrays of numbers the first few are kept: they are weights, and nothing
  /// depends on them.
  record ArrayNode(long offset, List<JsonDocument> elements) implements JsonDocument {}

  /// Text, and the tag that YAML gave it, which is empty as a rule.
  record TextNode(long offset, String value, String tag) implements JsonDocument {
    public TextNode(long offset, String value) {
      this(offset, value, "");
    }

    /// In lower case.
    public String lower() {
      return value.toLowerCase(Locale.ROOT);
    }
  }

  /// A number as it is written.
  record NumberNode(long offset, String value) implements JsonDocument {}

  /// `true`, `false` or `null`.
  record WordNode(long offset, String value) implements JsonDocument {}
}
