package dev.redoubt.arm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Nested deployments, expanded: their scopes, parameters and outputs.
final class NestedExpansionTest {

  private static final String INNER =
      """
      "mode": "Incremental", "expressionEvaluationOptions": { "scope": "inner" },
      "template": {
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        "contentVersion": "1.0.0.0",
        "parameters": { "v": { "type": "string", "defaultValue": "default" },
                        "w": { "type": "string", "nullable": true } },
        "resources": [ { "type": "Microsoft.X/y", "apiVersion": "1", "name": "inside",
                         "properties": { "v": "[parameters('v')]" } } ],
        "outputs": { "o": { "type": "string", "value": "[parameters('v')]" } } }
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{ \"v\": { \"value\": \"given\" } } | given",
        "{ \"V\": { \"value\": \"[concat('gi', 'ven')]\" } } | given",
        "\"[variables('arguments')]\" | given",
        "\"[variables('noValue')]\" | default",
        "{} | default",
      })
  void anArgument_isAParameterOfTheNestedTemplate(String parameters, String expected) {
    var expanded = nested("", parameters);

    assertThat(expanded.messages()).isEmpty();
    assertThat(expanded.resource("inside").property("properties.v"))
        .hasToString("\"" + expected + "\"");
    assertThat(expanded.output("o")).hasToString("\"" + expected + "\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"[parameters('unknown')]\" | the parameters of a nested deployment are unknown; their"
            + " default values are used",
        "\"[createArray(1)]\" | the parameters of a deployment must be an object",
        "\"[string('x')]\" | the parameters of a deployment must be an object",
        "\"[add(1, 1)]\" | the parameters of a deployment must be an object",
        "\"[null()]\" | the parameters of a deployment must be an object",
        "\"[true()]\" | the parameters of a deployment must be an object",
      })
  void argumentsThatAreNotKnown_areReported_andTheDefaultsAreUsed(
      String parameters, String message) {
    var expanded = nested("", parameters);

    assertThat(expanded.messages()).containsExactly(message);
    assertThat(expanded.resource("inside").property("properties.v")).hasToString("\"default\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"resourceGroup\": \"g\", | /subscriptions/s1/resourceGroups/g",
        "\"resourceGroup\": \"g\", \"subscriptionId\": \"s2\", |"
            + " /subscriptions/s2/resourceGroups/g",
        "\"subscriptionId\": \"s2\", \"location\": \"x\", | /subscriptions/s2",
        "\"scope\": \"/\", \"location\": \"x\", | ~~",
        "\"scope\": \"/subscriptions/s3\", \"location\": \"x\", | /subscriptions/s3",
        "\"scope\": \"/subscriptions/s3/resourceGroups/g3\", |"
            + " /subscriptions/s3/resourceGroups/g3",
        "\"scope\": \"Microsoft.Management/managementGroups/mg\", \"location\": \"x\", |"
            + " /providers/Microsoft.Management/managementGroups/mg",
        "\"scope\": \"[tenantResourceId('Microsoft.Management/managementGroups', 'mg')]\","
            + " \"location\": \"x\", | /providers/Microsoft.Management/managementGroups/mg",
      })
  void aNestedDeployment_hasAScopeOfItsOwn(String scope, String expected) {
    assertThat(nested(scope, "{}").resource("inside").key().id())
        .isEqualTo(expected + "/providers/Microsoft.X/y/inside");
  }

  @ParameterizedTest
  @CsvSource({"2", "true", "[]", "{}"})
  void theGroupOfANestedDeployment_isAString(String group) {
    String expression =
        switch (group) {
          case "[]" -> "[createArray()]";
          case "{}" -> "[createObject()]";
          default -> "[json('" + group + "')]";
        };

    assertThat(nested("\"resourceGroup\": \"" + expression + "\",", "{}").messages())
        .isNotEmpty()
        .allMatch(message -> message.contains("must be a string"), "names the type");
  }

  @Test
  void aParameterWithoutValue_isReported() {
    var expanded =
        ExpandedTestTemplate.of(
            """
            { "resources": [
                { "type": "Microsoft.Resources/deployments", "apiVersion": "1", "name": "n",
                  "properties": { "mode": "Incremental", "parameters": {}, %s } } ] }
            """
                .formatted(INNER.replace(", \"defaultValue\": \"default\"", "")));

    assertThat(expanded.messages()).anyMatch(message -> message.contains("`v`"), "names it");
  }

  @Test
  void aTemplateSpec_isUnknown_withAWarning() {
    var expanded =
        ExpandedTestTemplate.of(
            """
            { "resources": [
                { "type": "Microsoft.Resources/deployments", "apiVersion": "1", "name": "n",
                  "properties": { "mode": "Incremental",
                                  "templateLink": { "id": "/specs/1" } } } ],
              "outputs": { "o": { "type": "string", "value": "[reference('n').outputs.x.value]" } } }
            """);

    assertThat(expanded.messages())
        .containsExactly(
            "the template spec `/specs/1` is not available locally; its resources are unknown");
    assertThat(expanded.expansion().unknownDeployments())
        .extracting(each -> each.text())
        .contains("the template spec `/specs/1` is not available locally");
    assertThat(expanded.output("o").toString()).contains("outputs.x.value");
  }

  @Test
  void aTemplateWithOuterScope_seesTheParametersAndResourcesAround() {
    var expanded =
        ExpandedTestTemplate.of(
            """
            { "variables": { "v": "of the outer" },
              "resources": [
                { "type": "Microsoft.X/y", "apiVersion": "1", "name": "a",
                  "properties": { "v": "of a" } },
                { "type": "Microsoft.Resources/deployments", "apiVersion": "1", "name": "n",
                  "properties": { "mode": "Incremental", "template": {
                    "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
                    "contentVersion": "1.0.0.0",
                    "variables": { "v": "of the inner" },
                    "resources": [ { "type": "Microsoft.X/y", "apiVersion": "1", "name": "inside",
                      "properties": { "v": "[variables('v')]", "r": "[reference('a').v]" } } ] } } } ] }
            """);

    assertThat(expanded.resource("inside").property("properties.v"))
        .hasToString("\"of the outer\"");
    assertThat(expanded.resource("inside").property("properties.r")).hasToString("\"of a\"");
  }

  @Test
  void aNestedDeploymentThatIsNotDeployed_hasNoResources() {
    assertThat(nested("\"condition\": false,", "{}").resources()).isEmpty();
    assertThat(
            nested("\"condition\": \"[parameters('on')]\",", "{}")
                .resource("inside")
                .existence()
                .isCertain())
        .isFalse();
  }

  @Test
  void whatIsReferredTo_hasItsDeclaredPropertiesAndUnknownOthers() {
    String declared =
        "\"list\": [ { \"a\": 1 }, \"x\" ], \"none\": null, \"inner\": { \"b\": true }";

    assertThat(referenced(declared, "reference('a').list[0].a")).hasToString("1");
    assertThat(referenced(declared, "reference('a').list[1]")).hasToString("\"x\"");
    assertThat(referenced(declared, "length(reference('a').list)")).hasToString("2");
    assertThat(referenced(declared, "reference('a').inner.b")).hasToString("true");
    assertThat(referenced(declared, "reference('a').none").toString()).contains("none");
    assertThat(referenced(declared, "reference('a').list[0].other").toString()).contains("other");
    assertThat(referenced(declared, "reference('a').other").toString()).contains("other");
    assertThat(referenced(declared, "reference('a', '1', 'full').properties.inner.b"))
        .hasToString("true");
  }

  private static Object referenced(String properties, String expression) {
    var expanded =
        ExpandedTestTemplate.of(
            """
            { "resources": [ { "type": "Microsoft.X/y", "apiVersion": "1", "name": "a",
                               "properties": { %s } } ],
              "outputs": { "o": { "type": "string", "value": "[%s]" } } }
            """
                .formatted(properties, expression));
    assertThat(expanded.messages()).isEmpty();
    return expanded.output("o");
  }

  @Test
  void extensionResources_areListedApart_withTheirConditionsAndCopies() {
    var expanded =
        ExpandedTestTemplate.of(
            """
            { "languageVersion": "2.1-experimental",
              "parameters": { "on": { "type": "bool" }, "count": { "type": "int" } },
              "imports": { "k8s": { "provider": "Kubernetes", "version": "1.0" } },
              "resources": {
                "plain": { "import": "k8s", "type": "core/Pod@v1",
                           "properties": { "n": "[concat('a', 'b')]" } },
                "off": { "import": "k8s", "type": "core/Pod@v1", "condition": false,
                         "properties": { "n": "off" } },
                "on": { "import": "k8s", "type": "core/Pod@v1", "condition": true,
                        "properties": { "n": "on" } },
                "may": { "import": "k8s", "type": "core/Pod@v1", "condition": "[parameters('on')]",
                         "properties": { "n": "may" } },
                "two": { "import": "k8s", "type": "core/Pod@v1", "copy": { "name": "c", "count": 2 },
                         "properties": { "n": "[copyIndex()]" } },
                "many": { "import": "k8s", "type": "core/Pod@v1",
                          "copy": { "name": "m", "count": "[parameters('count')]" },
                          "properties": { "n": "many" } },
                "read": { "import": "k8s", "existing": true, "type": "core/Pod@v1",
                          "properties": { "n": "read" } } } }
            """);

    assertThat(expanded.expansion().extensionResources())
        .extracting(
            each ->
                each.properties().toString() + " " + each.existence().getClass().getSimpleName())
        .containsExactly(
            "{\"n\":\"ab\"} Certain",
            "{\"n\":\"on\"} Certain",
            "{\"n\":\"may\"} Conditional",
            "{\"n\":0} Certain",
            "{\"n\":1} Certain",
            "{\"n\":\"many\"} Repeated");
    assertThat(expanded.resources()).isEmpty();
  }

  private static ExpandedTestTemplate nested(String more, String parameters) {
    return ExpandedTestTemplate.of(
        """
        { "parameters": { "unknown": { "type": "object" }, "on": { "type": "bool" } },
          "variables": { "noValue": { "v": {} }, "arguments": { "v": { "value": "given" } } },
          "resources": [
            { "type": "Microsoft.Resources/deployments", "apiVersion": "1", "name": "n", %s
              "properties": { "parameters": %s, %s } } ],
          "outputs": { "o": { "type": "string", "value": "[reference('n').outputs.o.value]" } } }
        """
            .formatted(more, parameters, INNER));
  }
}
