package dev.redoubt.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.JsonReader;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Values of parameters against their declarations, as Azure checks them before a deployment.
final class ParameterValidationTest {

  private static final String NODE =
      "{ \"type\": \"object\", \"properties\": { \"v\": { \"type\": \"int\" }, \"next\": {"
          + " \"$ref\": \"#/definitions/node\", \"nullable\": true } } }";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "'type': 'int', 'minValue': 1, 'maxValue': 3 | 1",
        "'type': 'int', 'minValue': 1, 'maxValue': 3 | 3",
        "'type': 'string', 'minLength': 2, 'maxLength': 3 | 'ab'",
        "'type': 'string', 'minLength': 2, 'maxLength': 3 | 'abc'",
        "'type': 'array', 'minLength': 1, 'maxLength': 2 | [1]",
        "'type': 'array', 'minLength': 1, 'maxLength': 2 | [1, 2]",
        "'type': 'bool' | false",
        "'type': 'object' | {}",
        "'type': 'array', 'allowedValues': ['a', 'b'] | ['B', 'a']",
        "'type': 'array', 'allowedValues': ['a', 'b'] | []",
        "'type': 'array', 'allowedValues': [['a'], ['b', 'c']] | ['b', 'c']",
        "'type': 'int', 'allowedValues': [1, 2] | 2",
        "'type': 'array', 'items': { 'type': 'int' } | [1, 2]",
        "'type': 'array', 'prefixItems': [{ 'type': 'string' }, { 'type': 'int' }],"
            + " 'items': { 'type': 'bool' } | ['a', 1, true]",
        "'type': 'object', 'properties': { 'a': { 'type': 'string' } } | { 'A': 'x', 'b': 1 }",
      })
  void aValueThatFits_isAccepted(String type, String value) {
    assertThat(messages(type, value)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "'type': 'int', 'minValue': 1 | 0 | `p` must be at least 1, but is 0",
        "'type': 'int', 'maxValue': 3 | 4 | `p` must be at most 3, but is 4",
        "'type': 'string', 'maxLength': 2 | 'abc' | `p` must be at most 2 characters, but is 3",
        "'type': 'array', 'minLength': 2 | [1] | `p` must be at least 2 elements, but is 1",
        "'type': 'array', 'maxLength': 1 | [1, 2] | `p` must be at most 1 elements, but is 2",
        "'type': 'int' | 1.5 | `p` must be of type int, not number",
        "'type': 'bool' | 'true' | `p` must be of type bool, not string",
        "'type': 'array' | {} | `p` must be of type array, not object",
        "'type': 'object' | [] | `p` must be of type object, not array",
        "'type': 'array', 'items': { 'type': 'int', 'minValue': 1 } | [1, 0] |"
            + " `p` at [1] must be at least 1, but is 0",
        "'type': 'array', 'items': { 'type': 'array', 'items': { 'type': 'int' } } | [[1], ['a']] |"
            + " `p` at [1] at [0] must be of type int, not string",
        "'type': 'array', 'prefixItems': [{ 'type': 'string' }, { 'type': 'int' }],"
            + " 'items': { 'type': 'bool' } | ['a', 'b'] |"
            + " `p` at [1] must be of type int, not string",
        "'type': 'array', 'prefixItems': [{ 'type': 'string' }, { 'type': 'int' }],"
            + " 'items': { 'type': 'bool' } | ['a', 1, 1] |"
            + " `p` at [2] must be of type bool, not int",
        "'type': 'object', 'properties': { 'a': { 'type': 'string' } } | { 'a': 1 } |"
            + " `p` at `a` must be of type string, not int",
        "'type': 'object', 'properties': { 'a': { 'type': 'string' } },"
            + " 'additionalProperties': { 'type': 'int' } | { 'a': 'x', 'b': 'y' } |"
            + " `p` at `b` must be of type int, not string",
        "'type': 'array', 'allowedValues': ['a', 'b'] | ['a', 'c'] |"
            + " `p`: `['a','c']` is not among the allowed values `a`, `b`",
        "'type': 'array', 'allowedValues': [['a'], ['b']] | ['a', 'b'] |"
            + " `p`: `['a','b']` is not among the allowed values `['a']`, `['b']`",
        "'type': 'int', 'allowedValues': [1, 2] | 3 |"
            + " `p`: `3` is not among the allowed values `1`, `2`",
      })
  void aValueThatDoesNotFit_isReportedWithItsPlace(String type, String value, String message) {
    assertThat(messages(type, value))
        .containsExactly("parameter " + message.replace("'", message.contains("`[") ? "\"" : "'"));
  }

  @Test
  void atMostTenAllowedValues_areListed() {
    String ten = String.join(", ", IntStream.range(0, 10).mapToObj(i -> "'v" + i + "'").toList());

    assertThat(messages("'type': 'string', 'allowedValues': [" + ten + "]", "'x'"))
        .singleElement()
        .satisfies(message -> assertThat(message).endsWith("`v8`, `v9`"));
    assertThat(messages("'type': 'string', 'allowedValues': [" + ten + ", 'v10']", "'x'"))
        .singleElement()
        .satisfies(message -> assertThat(message).endsWith("`v8`, `v9`, ..."));
  }

  @Test
  void aSecureValue_isNotPrinted() {
    assertThat(messages("'type': 'secureString', 'allowedValues': ['a']", "'hunter2'"))
        .containsExactly("parameter `p`: the value is not among the allowed values `a`");
  }

  @Test
  void aValueOfARecursiveType_isCheckedAtEachLevel() {
    String definitions = "\"definitions\": { \"node\": " + NODE + " },";
    StringBuilder value = new StringBuilder("{ 'v': 'deep' }");
    for (int i = 0; i < 20; i++) {
      value.insert(0, "{ 'v': 1, 'next': ").append(" }");
    }

    assertThat(messages(definitions, "'$ref': '#/definitions/node'", value.toString()))
        .singleElement()
        .satisfies(
            message -> assertThat(message).endsWith("at `v` must be of type int, not string"));
  }

  @Test
  void aTypeThatIsDefinedByItself_ends() {
    String definitions =
        "\"definitions\": { \"loop\": { \"$ref\": \"#/definitions/loop\", \"type\": \"string\" }"
            + " },";

    assertThat(messages(definitions, "'$ref': '#/definitions/loop'", "'x'")).isEmpty();
  }

  @Test
  void anUndeclaredType_isReported() {
    assertThat(messages("'$ref': '#/definitions/none'", "'x'"))
        .anyMatch(message -> message.contains("is not defined"));
  }

  @Test
  void anArrayOfUnknownElements_isCheckedByItsLength() {
    Value element =
        ExpandedTestTemplate.of(
                "{ \"parameters\": { \"s\": { \"type\": \"string\" } }, \"outputs\": { \"o\": {"
                    + " \"type\": \"string\", \"value\": \"[parameters('s')]\" } } }")
            .output("o");
    var expanded =
        ExpandedTestTemplate.with(
            "{ \"parameters\": { \"p\": { \"type\": \"array\", \"maxLength\": 1,"
                + " \"allowedValues\": [\"a\"] } } }",
            Map.of("p", ArrayValue.of(List.of(element, StringValue.of("a")))));

    assertThat(expanded.problems())
        .extracting(each -> each.message())
        .containsExactly("parameter `p` must be at most 1 elements, but is 2");
  }

  private static List<String> messages(String type, String value) {
    return messages("", type, value);
  }

  private static List<String> messages(String definitions, String type, String value) {
    var expanded =
        ExpandedTestTemplate.with(
            "{ %s \"languageVersion\": \"2.0\", \"parameters\": { \"p\": { %s } }, \"resources\": {} }"
                .formatted(definitions, type.replace('\'', '"')),
            Map.of("p", json(value.replace('\'', '"'))));
    return expanded.messages();
  }

  private static Value json(String text) {
    Value array =
        Objects.requireNonNull(
            new JsonReader(new SourceFiles(), new ArrayList<>())
                .read("{ \"v\": " + text + " }", "values.json"));
    return Objects.requireNonNull(((dev.redoubt.estate.ObjectValue) array).get("v"));
  }
}
