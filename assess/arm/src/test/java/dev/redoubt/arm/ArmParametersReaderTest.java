package dev.redoubt.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArmParametersReaderTest {

  private static final String SCHEMA =
      "\"$schema\":"
          + " \"https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#\","
          + " \"contentVersion\": \"1.0.0.0\",\n";

  private final TestTemplateReader reading = new TestTemplateReader();

  private Map<String, Value> read(String json) {
    return ArmParametersReader.read(reading.json(json), reading.problems);
  }

  @Test
  void readsValues_asTheyAreWritten() {
    Map<String, Value> values =
        read(
            "{"
                + SCHEMA
                + """
                "metadata": {"x": 1},
                "parameters": {"Name": {"value": "[x]", "metadata": {"d": 1}}, "n": {"value": 3},
                  "o": {"value": {"a": [true]}}, "nothing": {"value": null}}}\
                """);
    assertThat(values.keySet()).containsExactly("Name", "n", "o", "nothing");
    assertThat(values.values())
        .extracting(Value::toString)
        .containsExactly("\"[x]\"", "3", "{\"a\":[true]}", "null");
    assertThat(reading.messages()).isEmpty();
  }

  @Test
  void placeholders_countAsMissingValues() {
    Map<String, Value> values =
        read(
            "{"
                + SCHEMA
                + """
                "parameters": {"prefix": {"value": "GEN-UNIQUE-8"}, "vnet": {"value": "GET-PREREQ-vnetName"},
                  "secret": {"reference": "GEN-KEYVAULT-PASSWORD-REFERENCE"}, "plain": {"value": "GENERAL"}}}\
                """);
    assertThat(values.get("prefix")).isInstanceOf(Unknown.class);
    assertThat(values.get("vnet")).isInstanceOf(Unknown.class);
    assertThat(values.get("secret"))
        .isInstanceOfSatisfying(Unknown.class, unknown -> assertThat(unknown.secret()).isTrue());
    assertThat(values.get("plain")).hasToString("\"GENERAL\"");
    assertThat(reading.messages()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GEN-UNIQUE", "GEN-UNIQUE-8", "GEN-PASSWORD", "GET-PREREQ-vnetName"})
  void placeholders_areUnknown_withTheParameterAsCause(String placeholder) {
    Value value = read("{\"p\": {\"value\": \"" + placeholder + "\"}}").get("p");
    assertThat(value)
        .isInstanceOfSatisfying(
            Unknown.class,
            unknown ->
                assertThat(unknown.causes())
                    .singleElement()
                    .satisfies(
                        cause -> {
                          assertThat(cause.kind()).isEqualTo(UnknownCause.Kind.PARAMETER);
                          assertThat(cause.text()).contains("`p`", "`" + placeholder + "`");
                        }));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GENERAL", "gen-unique", "my-GEN-UNIQUE", ""})
  void textThatOnlyLooksLikeAPlaceholder_isPlain(String text) {
    assertThat(read("{\"p\": {\"value\": \"" + text + "\"}}"))
        .containsEntry("p", StringValue.of(text));
  }

  @Test
  void readsBareParameterObject() {
    assertThat(read("{\"a\": {\"value\": 1}, \"b\": {\"value\": \"x\"}}"))
        .containsOnlyKeys("a", "b");
    assertThat(read("{\"parameters\": {\"value\": 1}}")).containsOnlyKeys("parameters");
    assertThat(reading.messages()).isEmpty();
  }

  @Test
  void valuesWithBrackets_areText() {
    assertThat(
            read(
                "{\"a\": {\"value\": \"[resourceGroup().location]\"}, \"b\": {\"value\":"
                    + " \"[[x]\"}}"))
        .containsEntry("a", StringValue.of("[resourceGroup().location]"))
        .containsEntry("b", StringValue.of("[[x]"));
  }

  @Test
  void keyVaultReferences_areUnknownSecrets() {
    Map<String, Value> values =
        read(
            "{"
                + SCHEMA
                + """
                "parameters": {
                  "a": {"reference": {"keyVault": {"id": "/v1"}, "secretName": "s"}},
                  "b": {"reference": {"keyVault": {"id": "/v1"}, "secretName": "s"}},
                  "c": {"reference": {"keyVault": {"id": "/v1"}, "secretName": "s", "secretVersion": "2"}}}}\
                """);
    assertThat(values.get("a"))
        .isInstanceOfSatisfying(
            Unknown.class,
            unknown -> {
              assertThat(unknown.secret()).isTrue();
              assertThat(unknown.causes())
                  .extracting(UnknownCause::kind)
                  .containsExactly(UnknownCause.Kind.KEY_VAULT_REFERENCE);
            });
    assertThat(values.get("a")).isEqualTo(values.get("b")).isNotEqualTo(values.get("c"));
    assertThat(reading.messages()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "[]                                        | 1 | error | a parameter file must be an"
            + " object, not an array",
        "{}                                        | 1 | error | the parameter file has no"
            + " `parameters`",
        "{SCHEMA'parameters': []}                  | 2 | error | `parameters` of the parameter file"
            + " must be an object, not an array",
        "{SCHEMA'parameters': {'a': 'x'}}          | 2 | error | parameter `a` must be an object,"
            + " not a string",
        "{SCHEMA'parameters': {'a': {}}}           | 2 | error | parameter `a` has neither `value`"
            + " nor `reference`",
        "{SCHEMA'parameters': {'a': {'reference': 1}}}      | 2 | error | `reference` of parameter"
            + " `a` must be an object, not an int",
        "{SCHEMA'parameters': {'a': {'expression': '[f()]'}}} | 2 | warning | parameter `a` is an"
            + " expression, which is evaluated only at deployment",
        "{SCHEMA'parameters': {}, 'more': 1}       | 2 | warning | `more` is not a property of a"
            + " parameter file; it is ignored",
      })
  void malformedFile_isReportedWithLocation(
      String json, int line, String severity, String message) {
    read(json.replace("'", "\"").replace("SCHEMA", SCHEMA));
    assertThat(reading.messages())
        .singleElement()
        .asString()
        .startsWith(line + ":")
        .contains(severity + " " + message.replace("\"", "'"));
  }

  @Test
  void otherParametersAreRead_whenOneIsMalformed() {
    assertThat(read("{" + SCHEMA + "\"parameters\": {\"a\": 1, \"b\": {\"value\": 2}}}"))
        .containsOnlyKeys("b");
    assertThat(reading.messages()).hasSize(1);
  }
}
