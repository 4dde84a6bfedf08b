package dev.redoubt.scan.internal.toml;

import dev.redoubt.scan.internal.json.Json;
import dev.redoubt.scan.internal.json.JsonReader;
import dev.redoubt.scan.internal.model.Malformed;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.dataformat.toml.TomlFactory;

/// Reads TOML into the tree that JSON has. Dates are texts. The library says no places of values:
/// each is looked for in the text, from where the one before it was found.
public final class TomlReader {

  /// No list of packages is nested deeper.
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

  /// A text of nothing but escapes is not searched again for each of them.
  private static final int MISSES = 100;

  private final String text;
  private int from;
  private int misses;

  private TomlReader(String text) {
    this.text = text;
  }

  /// The table of a text.
  public static Json read(String text) throws Malformed {
    try {
      return new TomlReader(text).located(JsonReader.of(FACTORY, text));
    } catch (Malformed malformed) {
      throw new Malformed(
          malformed.offset(), malformed.message().replaceFirst("^not JSON", "not TOML"));
    } catch (StackOverflowError deep) {
      throw new Malformed(0, "TOML nested too deeply");
    }
  }

  private Json located(Json value) {
    return switch (value) {
      case Json.ObjectNode node -> {
        List<Json.Member> members = new ArrayList<>();
        for (Json.Member member : node.members()) {
          long at = find(member.name());
          Json child = located(member.value());
          members.add(new Json.Member(member.name(), child.offset() < 0 ? at(child, at) : child));
        }
        yield new Json.ObjectNode(-1, members);
      }
      case Json.ArrayNode array ->
          new Json.ArrayNode(-1, array.elements().stream().map(this::located).toList());
      case Json.TextNode word -> new Json.TextNode(find(word.value()), word.value());
      case Json.NumberNode _, Json.WordNode _ -> value;
    };
  }

  private static Json at(Json value, long offset) {
    return switch (value) {
      case Json.ObjectNode node -> new Json.ObjectNode(offset, node.members());
      case Json.ArrayNode array -> new Json.ArrayNode(offset, array.elements());
      case Json.TextNode word -> new Json.TextNode(offset, word.value());
      case Json.NumberNode number -> new Json.NumberNode(offset, number.value());
      case Json.WordNode word -> new Json.WordNode(offset, word.value());
    };
  }

  /// The next place of a word, or -1 where it is written with escapes.
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
