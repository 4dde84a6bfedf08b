package dev.redoubt.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.testing.FuzzSeeds;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class YamlStreamTest {

  private static final YamlLimits LIMITS = new YamlLimits(200_000, 3, 12);

  /// Names with their line and column, to compare whole trees.
  private static String shown(YamlNode node) {
    String at = "@" + node.place().line() + ":" + node.place().column();
    return switch (node) {
      case YamlNode.Scalar(_, String value, boolean isPlain, var tag, var anchor) ->
          (isPlain ? value : "'" + value + "'")
              + at
              + tag.map(name -> " !" + name).orElse("")
              + anchor.map(name -> " &" + name).orElse("");
      case YamlNode.Alias alias -> "*" + alias.anchor() + at;
      case YamlNode.Sequence sequence ->
          sequence.items().stream()
              .map(YamlStreamTest::shown)
              .collect(Collectors.joining(", ", at + "[", "]"));
      case YamlNode.Mapping mapping ->
          mapping.entries().stream()
              .map(each -> shown(each.key()) + "=" + shown(each.value()))
              .collect(Collectors.joining(", ", at + "{", "}"));
    };
  }

  private static List<String> roots(YamlStream stream) {
    return stream.documents().stream().map(each -> shown(each.root())).toList();
  }

  private static YamlError mistake(String text) {
    return YamlStream.read(text, LIMITS).error().orElseThrow();
  }

  @Test
  void keepsOrderPlacesStylesTagsAndAnchors() {
    YamlStream stream =
        YamlStream.read("b: &x 'one'\na: [!!str 2, *x]\nb: again\n", YamlLimits.ofDepth(2));
    assertThat(stream.error()).isEmpty();
    assertThat(roots(stream))
        .containsExactly(
            "@1:1{b@1:1='one'@1:4 &x, a@2:1=@2:4[2@2:5 !tag:yaml.org,2002:str, *x@2:14],"
                + " b@3:1=again@3:4}");
  }

  @Test
  void readsAllDocumentsOrTheFirstAlone() {
    String text = "a\n---\nb\n--- }\n";
    YamlStream all = YamlStream.read(text, LIMITS);
    assertThat(roots(all)).containsExactly("a@1:1", "b@3:1");
    assertThat(all.documents().getLast().start()).isEqualTo(new YamlPosition(2, 1, 2));
    assertThat(all.error()).isPresent();
    YamlStream first = YamlStream.first(text, LIMITS);
    assertThat(roots(first)).containsExactly("a@1:1");
    assertThat(first.error()).isEmpty();
    assertThat(roots(YamlStream.read("# nothing\n", LIMITS))).isEmpty();
  }

  @Test
  void documentsBeforeAnErrorAreKept() {
    YamlStream stream = YamlStream.read("a: 1\nb:\n  - x\n  - c: d\n    e: @", LIMITS);
    assertThat(roots(stream))
        .containsExactly("@1:1{a@1:1=1@1:4, b@2:1=@3:3[x@3:5, @4:5{c@4:5=d@4:8}]}");
    assertThat(stream.error().orElseThrow().place()).isEqualTo(new YamlPosition(5, 8, 30));
    assertThat(stream.error().orElseThrow().sentence()).startsWith("not valid YAML: found ");
  }

  @Test
  void invalidCharacterIsReportedWithItsPosition() {
    assertThat(mistake("a: b\nc: 😀\u0007"))
        .isEqualTo(
            new YamlError(
                YamlError.Kind.SYNTAX,
                new YamlPosition(2, 5, 9),
                "the character U+0007 is not allowed"));
    assertThat(mistake("a: \"\\x").message()).isEqualTo("incomplete escape sequence");
    assertThat(mistake("a: \"\\UFFFFFFFF\"").message()).isEqualTo("invalid escape sequence");
  }

  @Test
  void readsTextsUpToTheirLimits() {
    assertThat(YamlStream.read("[[[x]]]", LIMITS).error()).isEmpty();
    assertThat(mistake("[[[[]]]]"))
        .isEqualTo(
            new YamlError(
                YamlError.Kind.TOO_DEEP, new YamlPosition(1, 4, 3), "nested deeper than 3 levels"));
    assertThat(YamlStream.read("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]", LIMITS).error()).isEmpty();
    assertThat(mistake("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]").kind())
        .isEqualTo(YamlError.Kind.TOO_MANY);
    assertThat(YamlStream.read("x".repeat(200_000), LIMITS).error()).isEmpty();
    assertThat(mistake("x\n".repeat(100_001)).kind()).isEqualTo(YamlError.Kind.TOO_LONG);
  }

  /// Depth is a matter of the text: neither the library nor we may recurse.
  @Test
  void readsWhateverDepth_withoutRecursion() {
    for (String each : List.of("[", "- ", "{a: ", "? ")) {
      YamlStream stream =
          YamlStream.first(each.repeat(10_000), YamlLimits.ofDepth(Integer.MAX_VALUE));
      assertThat(stream.documents()).hasSize(1);
    }
  }

  @Test
  void survivesEverySeed() throws IOException, URISyntaxException {
    FuzzSeeds.survive(
        YamlStreamTest.class, "YamlFuzzTestInputs/documents", 6, YamlFuzzTarget::read);
  }
}
