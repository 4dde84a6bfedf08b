package dev.redoubt.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Parameters by the type of their declaration, direct or defined under another name.
final class ParameterTypesTest {

  @ParameterizedTest
  @CsvSource({
    "string, STRING",
    "int, INT",
    "bool, BOOL",
    "array, ARRAY",
    "object, OBJECT",
    "secureString, STRING",
    "secureObject, OBJECT"
  })
  void aParameterWithoutValue_isUnknown_ofItsType(String type, TypeHint hint) {
    Unknown direct = unknown("\"type\": \"" + type + "\"");
    Unknown defined = unknown("\"$ref\": \"#/definitions/" + type + "\"");
    Unknown twice = unknown("\"$ref\": \"#/definitions/other-" + type + "\"");

    assertThat(direct.type()).isEqualTo(hint);
    assertThat(defined.type()).isEqualTo(hint);
    assertThat(twice.type()).isEqualTo(hint);
    assertThat(direct.secret()).isEqualTo(type.startsWith("secure"));
    assertThat(defined.secret()).isEqualTo(type.startsWith("secure"));
    assertThat(twice.secret()).isEqualTo(type.startsWith("secure"));
  }

  private static Unknown unknown(String declaration) {
    return (Unknown) ExpandedTestTemplate.of(template(declaration)).output("o");
  }

  @Test
  void aSecureType_hidesAValue_alsoUnderAnotherName() {
    Value value =
        ExpandedTestTemplate.with(
                template("\"$ref\": \"#/definitions/other-secureString\""),
                Map.of("p", StringValue.of("hunter2")))
            .output("o");

    assertThat(value)
        .hasToString("\"[parameters('p')]\"")
        .isInstanceOfSatisfying(Unknown.class, each -> assertThat(each.secret()).isTrue());
  }

  @Test
  void null_isTheDefault_unlessTheParameterIsNullable() {
    String text = "\"type\": \"string\", \"defaultValue\": \"d\"";

    assertThat(with(text, NullValue.NULL)).hasToString("\"d\"");
    assertThat(with(text + ", \"nullable\": true", NullValue.NULL)).hasToString("null");
    assertThat(with("\"$ref\": \"#/definitions/nullable\"", NullValue.NULL)).hasToString("null");
    assertThat(with("\"type\": \"string\"", NullValue.NULL)).isInstanceOf(Unknown.class);
    assertThat(with(text, StringValue.of("v"))).hasToString("\"v\"");
  }

  private static Value with(String declaration, Value value) {
    return ExpandedTestTemplate.with(template(declaration), Map.of("p", value)).output("o");
  }

  private static String template(String declaration) {
    StringBuilder definitions = new StringBuilder();
    for (String type :
        new String[] {"string", "int", "bool", "array", "object", "secureString", "secureObject"}) {
      definitions.append("\"%s\": { \"type\": \"%s\" }, ".formatted(type, type));
      definitions.append(
          "\"other-%s\": { \"$ref\": \"#/definitions/%s\" }, ".formatted(type, type));
    }
    return """
    { "languageVersion": "2.0",
      "definitions": { %s "nullable": { "type": "string", "nullable": true } },
      "parameters": { "p": { %s } }, "resources": {},
      "outputs": { "o": { "type": "string", "nullable": true, "value": "[parameters('p')]" } } }
    """
        .formatted(definitions, declaration);
  }

  @Test
  void aSecretOfANestedDeployment_isNamedByItsPath() {
    var expanded =
        ExpandedTestTemplate.of(
            """
            { "parameters": { "p": { "type": "secureString" } },
              "resources": [
                { "type": "Microsoft.Resources/deployments", "apiVersion": "1", "name": "n",
                  "properties": { "mode": "Incremental",
                    "expressionEvaluationOptions": { "scope": "inner" },
                    "parameters": { "p": { "value": "hunter2" }, "q": { "value": "x" } },
                    "template": {
                      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
                      "contentVersion": "1.0.0.0",
                      "parameters": { "p": { "type": "secureString" }, "q": { "type": "string" } },
                      "resources": [ { "type": "Microsoft.X/y", "apiVersion": "1", "name": "a",
                        "properties": { "p": "[parameters('p')]" } } ],
                      "outputs": { "s": { "type": "secureString", "value": "[parameters('p')]" },
                                   "t": { "type": "string", "value": "[parameters('q')]" } } } } } ],
              "outputs": {
                "own": { "type": "secureString", "value": "[parameters('p')]" },
                "t": { "type": "string", "value": "[reference('n').outputs.t.value]" } } }
            """);

    assertThat(expanded.resource("a").property("properties.p"))
        .hasToString("\"[parameters('n.p')]\"");
    assertThat(expanded.output("own")).hasToString("\"[outputs('own')]\"");
    assertThat(expanded.output("t")).hasToString("\"x\"");
  }
}
