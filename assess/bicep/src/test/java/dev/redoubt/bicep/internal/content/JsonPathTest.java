package dev.redoubt.bicep.internal.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.JsonReader;
import dev.redoubt.estate.JsonWriter;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPathTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "$.name; [corner]",
        ".name; [corner]",
        "name; [corner]",
        "'$'.none; []",
        "NAME; []",
        "$.goods[0].name; [tea]",
        "goods[1]['name']; [cake]",
        "goods[*].name; [tea, cake, jam]",
        "goods.*.name; []",
        "$.goods[0,2].name; [tea, jam]",
        "$.goods[0, 9].name; [tea]",
        "$.goods[-1:].name; [jam]",
        "$.goods[:2].name; [tea, cake]",
        "$.goods[::-1].name; [jam, cake, tea]",
        "$.goods[1:3:2].name; [cake]",
        "$.goods[5:9].name; []",
        "$..name; [corner, tea, cake, jam, plum]",
        "$..tags[1]; [green]",
        "$..['price','note']; [3, 4.5, null, 12]",
        "$['a b']['c\\'d']; [true]",
        "$.goods[?(@.price > 3)].name; [cake, jam]",
        "$.goods[?(@.price > $.least)].name; [cake, jam]",
        "$.goods[?(@.price >= 3 && @.tags)].name; [tea]",
        "$.goods[?(@.tags || @.note == null)].name; [tea, cake]",
        "$.goods[?(@.name == 'tea')].price; [3]",
        "$.goods[?('tea' == @.name)].price; [3]",
        "$.goods[?(@.name != 'tea')].name; [cake, jam]",
        "$.goods[?(@.name <> 'tea' && @.price < 5)].name; [cake]",
        "$.goods[?(@.price == 3.0)].name; [tea]",
        "$.goods[?(@.tags[?(@ == 'hot')])].name; [tea]",
        "$..[?(@.name == 'plum')].name; [plum]",
        "$.least; [4]",
      })
  void finds(String path, String expected) {
    assertThat(select(path).stream().map(JsonWriter::compact).toList().toString().replace("\"", ""))
        .isEqualTo(expected);
  }

  @Test
  void findsTheWholeDocument() {
    assertThat(select("$")).containsExactly(shop());
    assertThat(select("")).containsExactly(shop());
    assertThat(select("$..*")).hasSize(22).contains(shop());
    assertThat(select("$.*")).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".",
        "$.",
        "a.",
        "a[",
        "a['b",
        "a[b]",
        "a[1",
        "a[1,]",
        "a[-1]",
        "a[1:2:0]",
        "a[1:2:3:4]",
        "a[1,2:3]",
        "a[99999999999]",
        "a]b",
        "a b",
        "a[?]",
        "a[?(@.b]",
        "a[?(@.b = 1)]",
        "a[?(@.b == )]",
        "a[?(@.b == x)]",
        "a[?(@.b =~ 'x')]",
        "a[?(@.b =~ /(/)]",
        "a[?(@.b == 1x)]",
        "a['\\x']",
        "a[0]b",
        "a[?(@.b & @.c)]",
        "a[\"b\"]",
        "a[?(@.b == 1e99999)]"
      })
  void says_whenItIsNoPath(String path) {
    assertThat(JsonPath.parse(path))
        .isInstanceOfSatisfying(
            StepResult.Failed.class,
            failed ->
                assertThat(failed.message())
                    .startsWith("`" + path + "` is not a valid JSONPath: "));
  }

  @Test
  void rejectsPathNestedTooDeep() {
    assertThat(JsonPath.parse("a[?(@.".repeat(500)).toString()).contains("nested deeper than 16");
    assertThat(JsonPath.parse("a".repeat(5000)).toString()).contains("more than 4096 characters");
  }

  @Test
  void ends_whenAPathFindsWithoutBound() {
    String deep = "[".repeat(300) + "]".repeat(300);
    assertThat(run("$..*..*..*..*", json(deep)).toString()).contains("exceeds 2000000 steps");
  }

  @Test
  void rejectsRegularExpressionInPath() {
    assertThat(JsonPath.parse("$[?(@ =~ /a/)]").toString())
        .contains("regular expressions are not supported; compare with `==`");
  }

  private static List<Value> select(String path) {
    return switch (run(path, shop())) {
      case StepResult.Done<List<Value>>(var found) -> found;
      case StepResult.Failed<List<Value>>(var message) -> throw new AssertionError(message);
    };
  }

  private static StepResult<List<Value>> run(String path, Value json) {
    return JsonPath.parse(path).then(parsed -> parsed.select(json));
  }

  private static Value shop() {
    return json(
        """
        {"name": "corner",
         "goods": [
           {"name": "tea", "price": 3, "tags": ["hot", "green"]},
           {"name": "cake", "price": 4.5, "note": null},
           {"name": "jam", "price": "12", "kind": {"name": "plum"}}],
         "a b": {"c'd": true}, "least": 4, "other": 5}
        """);
  }

  private static Value json(String text) {
    return Objects.requireNonNull(
        new JsonReader(new SourceFiles(), new ArrayList<>()).read(text, "t.json"));
  }
}
