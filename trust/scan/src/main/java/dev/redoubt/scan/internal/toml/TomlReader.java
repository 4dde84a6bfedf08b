package dev.redoubt.scan.internal.toml;

import dev.redoubt.scan.internal.json.JsonDocument;
import dev.redoubt.scan.internal.json.JsonReader;
import dev.redoubt.scan.internal.model.MalformedContentException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.dataformat.toml.TomlFactory;

/// Reads TOML into the tree of JSON. Dates are strings. The library does not report positions: each
/// value is searched in the text, from the position of the one before it.
public final class TomlReader {

  /// No package list is nested more deeply.
  private static final int DEPTH = 100;

  private static final TomlFactory FACTORY =
      TomlFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH)
                  .maxNameLength(1 << 16)
                  .maxNumberLength(4_000)
                  .build())
          .build();

  /// Text that consists of escapes is not searched again for each of them.
  private static final int MISSES = 100;

  private final String text;
  private int from;
  private int misses;

  private TomlReader(String text) {
    this.text = text;
  }

  /// The table of a text.
  public static JsonDocument read(String text) throws MalformedContentException {
    try {
      return new TomlReader(text).located(JsonReader.of(FACTORY, text));
    } catch (MalformedContentException malformed) {
      throw new MalformedContentException(
          malformed.offset(), malformed.message().replaceFirst("^invalid JSON", "invalid TOML"));
    } catch (StackOverflowError deep) {
      throw new MalformedContentException(0, "TOML nested too deeply");
    }
  }

  private JsonDocument located(JsonDocument value) {
    return switch (value) {
      case JsonDocument.ObjectNode node -> {
        List<JsonDocument.Member> members = new ArrayList<>();
        for (JsonDocument.Member member : node.members()) {
          long at = find(member.name());
          JsonDocument child = located(member.value());
          members.add(
              new JsonDocument.Member(member.name(), child.offset() < 0 ? at(child, at) : child));
        }
        yield new JsonDocument.ObjectNode(-1, members);
      }
      case JsonDocument.ArrayNode array ->
          new JsonDocument.ArrayNode(-1, array.elements().stream().map(this::located).toList());
      case JsonDocument.TextNode word ->
          new JsonDocument.TextNode(find(word.value()), word.value());
      case JsonDocument.NumberNode _, JsonDocument.WordNode _ -> value;
    };
  }

  private static JsonDocument at(JsonDocument value, long offset) {
    return switch (value) {
      case JsonDocument.ObjectNode node -> new JsonDocument.ObjectNode(offset, node.members());
      case JsonDocument.ArrayNode array -> new JsonDocument.ArrayNode(offset, array.elements());
      case JsonDocument.TextNode word -> new JsonDocument.TextNode(offset, word.value());
      case JsonDocument.NumberNode number -> new JsonDocument.NumberNode(offset, number.value());
      case JsonDocument.WordNode word -> new JsonDocument.WordNode(offset, word.value());
    };
  }

  /// The next position of a word, or -1 if it is written with escapes.
  private long find(String word) {
    if (word.isEmpty() || misses > MISSES) {
      return -1;
    }
    int at = text.indexOf(word, from);
    if (at < 0) {
      misses++;
    } else {
      from = at;
    }
    return at;
  }
}
