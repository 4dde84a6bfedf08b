package dev.redoubt.bicep.internal.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.JsonWriter;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {

  private final List<Problem> problems = new ArrayList<>();

  @Test
  void readsObjectsAndArrays() {
    assertThat(
            json(
                """
                # what we sell
                name: corner  # with a comment
                goods:
                - tea
                - {name: cake, price: 4.5}
                open: {from: 8, to: "18"}
                text: |
                  two
                  lines
                folded: >-
                  one
                  line
                """))
        .isEqualTo(
            "{\"name\":\"corner\",\"goods\":[\"tea\",{\"name\":\"cake\",\"price\":4.5}],"
                + "\"open\":{\"from\":8,\"to\":\"18\"},\"text\":\"two\\nlines\\n\","
                + "\"folded\":\"one line\"}");
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "~ | null",
        "Null | null",
        "True | true",
        "fAlse | false",
        "yes | \"yes\"",
        "on | \"on\"",
        "12 | 12",
        "-12 | -12",
        "+12 | 12",
        "012 | 12",
        "0x1F | 31",
        "0o17 | 15",
        "-0b11 | -3",
        "0b2 | \"0b2\"",
        "1_000 | 1000",
        "9223372036854775807 | 9223372036854775807",
        "9223372036854775808 | 9223372036854776000",
        "5.75 | 5.75",
        "1e3 | 1000",
        ".5 | 0.5",
        "1. | 1",
        "1e999 | \"1e999\"",
        "1.2.3 | \"1.2.3\"",
        "10.0.0.0/8 | \"10.0.0.0/8\"",
        "2024-01-31 | \"2024-01-31\"",
        "12:30 | \"12:30\"",
        "-- | \"--\"",
        "'12' | \"12\"",
        "!!str 12 | \"12\"",
        "!!int \"12\" | \"12\"",
        "!custom 12 | 12",
        "\"\" | \"\"",
      })
  void typesScalars(String scalar, String expected) {
    assertThat(json("value: " + scalar)).isEqualTo("{\"value\":" + expected + "}");
  }

  @Test
  void takesAnAbsentValueForNull() {
    assertThat(json("a:\nb: []\n")).isEqualTo("{\"a\":null,\"b\":[]}");
  }

  @Test
  void takesNamesForTexts() {
    assertThat(json("1: a\ntrue: b\nnull: c\n"))
        .isEqualTo("{\"1\":\"a\",\"true\":\"b\",\"null\":\"c\"}");
  }

  @Test
  void followsAliases() {
    assertThat(json("a: &x [1, 2]\nb: *x\nc: &y text\nd: *y\n"))
        .isEqualTo("{\"a\":[1,2],\"b\":[1,2],\"c\":\"text\",\"d\":\"text\"}");
  }

  @Test
  void mergesObjects() {
    assertThat(
            json(
                """
                base: &base {size: 1, color: red}
                more: &more {size: 2, shape: round}
                one:
                  color: blue
                  <<: *base
                  extra: true
                two:
                  <<: [*base, *more]
                  shape: square
                three:
                  <<:
                """))
        .isEqualTo(
            "{\"base\":{\"size\":1,\"color\":\"red\"},\"more\":{\"size\":2,\"shape\":\"round\"},"
                + "\"one\":{\"color\":\"blue\",\"size\":1,\"extra\":true},"
                + "\"two\":{\"size\":2,\"color\":\"red\",\"shape\":\"square\"},\"three\":{}}");
    assertThat(problems).isEmpty();
  }

  @Test
  void readsTheFirstDocumentAlone() {
    assertThat(json("a: 1\n---\nb: 2\n")).isEqualTo("{\"a\":1}");
    assertThat(failure("a: 1\n---\n}\n")).contains("not valid YAML");
  }

  @Test
  void keepsWhereAValueStands() {
    Value read = read("a:\n  - b: text\n");
    Value text =
        Objects.requireNonNull(
            ((ObjectValue) Objects.requireNonNull(((ObjectValue) read).array("a")).get(0))
                .get("b"));
    assertThat(text.origin().line()).isEqualTo(2);
    assertThat(text.origin().column()).isEqualTo(8);
    assertThat(text.origin().isWritten()).isTrue();
  }

  @Test
  void reportsErrorsWithTheirLine() {
    assertThat(failure("")).isEqualTo("`t.yaml` cannot be read: the file is empty");
    assertThat(failure("~")).isEqualTo("`t.yaml` cannot be read: the file is empty");
    assertThat(failure("a: 1\nb: 2\na: 3\n"))
        .isEqualTo("`t.yaml` cannot be read, line 3: `a` is a duplicate key");
    assertThat(failure("a: *b\n"))
        .isEqualTo("`t.yaml` cannot be read, line 1: `*b` refers to no complete anchor before it");
    assertThat(failure("a: &b [*b]\n")).contains("`*b` refers to no complete anchor");
    assertThat(failure("{[a]: b}")).contains("line 1: a key must be a scalar");
    assertThat(failure("a: {<<: text}")).contains("`<<` requires an object");
    assertThat(failure("a: [1\nb: 2"))
        .startsWith("`t.yaml` cannot be read, line 2: not valid YAML");
    assertThat(failure("a: \"\\x"))
        .isEqualTo("`t.yaml` cannot be read: not valid YAML: incomplete escape sequence");
    assertThat(failure("a: \u0001"))
        .isEqualTo(
            "`t.yaml` cannot be read, line 1: not valid YAML: the character U+0001 is not allowed");
  }

  @Test
  void warns_whenNamesDifferByCaseAlone() {
    assertThat(json("a: 1\nA: 2\n")).isEqualTo("{\"a\":2}");
    assertThat(problems)
        .extracting(Problem::message)
        .containsExactly(
            "`A` is a duplicate key in Azure, which ignores case; the last one is used");
  }

  @Test
  void warns_whenANumberIsNotFinite() {
    assertThat(json("a: .inf\nb: NaN\n")).isEqualTo("{\"a\":\".inf\",\"b\":\"NaN\"}");
    assertThat(problems).hasSize(2);
  }

  @Test
  void ends_whenAliasesMultiply() {
    StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      String before = "*a" + (i - 1);
      text.append(
          "a%d: &a%d [%s]\n"
              .formatted(i, i, String.join(", ", java.util.Collections.nCopies(9, before))));
    }
    assertThat(failure(text.toString()))
        .contains("it has more than 1000000 values after its aliases are expanded");
  }

  @Test
  void ends_whenNestedWithoutBound() {
    assertThat(failure("[".repeat(100_000))).contains("nested deeper than 256 levels");
    assertThat(failure("- ".repeat(100_000))).contains("nested deeper than 256 levels");
  }

  private Value read(String text) {
    return switch (new YamlReader(new SourceFiles(), problems::add).read(text, "t.yaml")) {
      case LoadStep.Done<Value>(var value) -> value;
      case LoadStep.Failed<Value>(var message) -> throw new AssertionError(message);
    };
  }

  private String json(String text) {
    return JsonWriter.compact(read(text));
  }

  private String failure(String text) {
    return switch (new YamlReader(new SourceFiles(), problems::add).read(text, "t.yaml")) {
      case LoadStep.Done<Value>(var value) -> throw new AssertionError(JsonWriter.compact(value));
      case LoadStep.Failed<Value>(var message) -> message;
    };
  }
}
