package dev.redoubt.yaml;

import java.nio.charset.StandardCharsets;

/// What must hold for any text: nothing is thrown, everything has a place in it, and what ended the
/// reading is said in words for a person.
final class YamlFuzzTarget {

  private static final YamlLimits LIMITS = new YamlLimits(1 << 20, 40, 10_000);

  private YamlFuzzTarget() {}

  static void read(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int points = text.codePointCount(0, text.length());
    YamlStream all = YamlStream.read(text, LIMITS);
    int nodes = 0;
    for (YamlDocument document : all.documents()) {
      nodes += nodes(document.root(), points);
    }
    require(nodes <= LIMITS.nodes() + LIMITS.depth() + 1, "an end to nodes");
    all.error()
        .ifPresent(
            mistake -> {
              require(!mistake.message().isBlank(), "words");
              require(!mistake.message().contains("org.snakeyaml"), "no class names");
              require(mistake.place().index() <= points, "a place in the text");
            });
    YamlStream first = YamlStream.first(text, LIMITS);
    require(first.documents().size() <= 1, "one document");
    if (all.error().isEmpty()) {
      require(first.error().isEmpty(), "nothing wrong with the first where all are right");
      require(
          first.documents().equals(all.documents().stream().limit(1).toList()),
          "the same first document");
    }
  }

  private static int nodes(YamlNode node, int points) {
    YamlPosition at = node.place();
    require(at.isKnown() && at.column() >= 1 && at.index() <= points, "a place in the text");
    int nodes = 1;
    switch (node) {
      case YamlNode.Scalar _, YamlNode.Alias _ -> {}
      case YamlNode.Sequence sequence -> {
        for (YamlNode each : sequence.items()) {
          nodes += nodes(each, points);
        }
      }
      case YamlNode.Mapping mapping -> {
        for (YamlNode.Entry each : mapping.entries()) {
          nodes += nodes(each.key(), points) + nodes(each.value(), points);
        }
      }
    }
    return nodes;
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("there must be " + what);
    }
  }
}
