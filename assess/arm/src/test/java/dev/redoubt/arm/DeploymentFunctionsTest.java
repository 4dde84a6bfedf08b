package dev.redoubt.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.JsonReader;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What expressions see of the deployment: its cloud, scope, secrets and outputs.
final class DeploymentFunctionsTest {

  /// Source: "Deployment functions for ARM templates", `environment`, Microsoft Learn.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name | AzureCloud",
        "gallery | https://gallery.azure.com/",
        "graph | https://graph.windows.net/",
        "graphAudience | https://graph.windows.net/",
        "portal | https://portal.azure.com",
        "activeDirectoryDataLake | https://datalake.azure.net/",
        "batch | https://batch.core.windows.net/",
        "media | https://rest.media.azure.net",
        "sqlManagement | https://management.core.windows.net:8443/",
        "resourceManager | https://management.azure.com/",
        "authentication.loginEndpoint | https://login.microsoftonline.com/",
        "authentication.tenant | common",
        "authentication.identityProvider | AAD",
        "suffixes.acrLoginServer | .azurecr.io",
        "suffixes.azureDatalakeAnalyticsCatalogAndJob | azuredatalakeanalytics.net",
        "suffixes.azureDatalakeStoreFileSystem | azuredatalakestore.net",
        "suffixes.azureFrontDoorEndpointSuffix | azurefd.net",
        "suffixes.keyvaultDns | .vault.azure.net",
        "suffixes.sqlServerHostname | .database.windows.net",
        "suffixes.storage | core.windows.net",
      })
  void environment_isThePublicCloud(String property, String expected) {
    assertThat(output("deploymentTemplate", "environment()." + property))
        .hasToString("\"" + expected + "\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "deploymentTemplate | resourceGroup().name | \"rg\"",
        "deploymentTemplate | resourceGroup().location | \"westeurope\"",
        "deploymentTemplate | resourceGroup().tags.a | \"[resourceGroup().tags.a]\"",
        "deploymentTemplate | subscription().subscriptionId | \"s1\"",
        "deploymentTemplate | subscription().id | \"/subscriptions/s1\"",
        "deploymentTemplate | subscription().displayName | \"[subscription().displayName]\"",
        "deploymentTemplate | tenant().tenantId | \"t1\"",
        "deploymentTemplate | deployment().name | \"main\"",
        "subscriptionDeploymentTemplate | deployment().location | \"westeurope\"",
        "managementGroupDeploymentTemplate | managementGroup().name |"
            + " \"[managementGroup().name]\"",
        "managementGroupDeploymentTemplate | managementGroup().properties.displayName |"
            + " \"[managementGroup().properties.displayName]\"",
      })
  void aScopeFunction_givesWhatIsKnown(String schema, String expression, String expected) {
    assertThat(output(schema, expression)).hasToString(expected);
  }

  @Test
  void aScopeFunction_fails_outsideOfItsScope() {
    assertThat(expanded("deploymentTemplate", "managementGroup().name").messages())
        .singleElement()
        .satisfies(each -> assertThat(each).contains("not deployed to a management group"));
    assertThat(expanded("deploymentTemplate", "deployment().location").messages())
        .singleElement()
        .satisfies(each -> assertThat(each).contains("`location`"));
    assertThat(expanded("subscriptionDeploymentTemplate", "resourceGroup().name").messages())
        .isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "secureObject | { \"a\": [ { \"b\": \"hunter2\" }, \"hunter2\" ], \"n\": null } |"
            + " parameters('p').a[0].b | parameters('p')['a'][0]['b']",
        "secureObject | { \"a\": [ { \"b\": 1 }, \"hunter2\" ] } |"
            + " parameters('p').a[1] | parameters('p')['a'][1]",
        "secureObject | { \"a\": { \"b\": 4711 } } | parameters('p').a.b |"
            + " parameters('p')['a']['b']",
        "secureString | \"hunter2\" | parameters('p') | parameters('p')",
      })
  void aSecureParameter_hidesEachValueInside(
      String type, String value, String expression, String printed) {
    Value hidden =
        ExpandedTestTemplate.with(secure(type, expression), Map.of("p", json(value))).output("o");

    assertThat(hidden)
        .hasToString("\"[" + printed + "]\"")
        .isInstanceOfSatisfying(Unknown.class, unknown -> assertThat(unknown.secret()).isTrue());
  }

  @Test
  void aSecureParameter_keepsItsShape() {
    Value value = json("{ \"list\": [ \"x\", \"y\" ], \"none\": null, \"on\": true, \"e\": \"\" }");

    assertThat(secured("length(parameters('p').list)", value)).isEqualTo(NumberValue.of(2));
    assertThat(secured("length(parameters('p'))", value)).isEqualTo(NumberValue.of(4));
    assertThat(secured("string(parameters('p').none)", value)).hasToString("\"\"");
    assertThat(secured("parameters('p').on", value)).hasToString("true");
    assertThat(secured("empty(parameters('p').e)", value)).hasToString("true");
  }

  private static Value secured(String expression, Value value) {
    return ExpandedTestTemplate.with(secure("secureObject", expression), Map.of("p", value))
        .output("o");
  }

  private static String secure(String type, String expression) {
    return """
    { "parameters": { "p": { "type": "%s" } },
      "outputs": { "o": { "type": "string", "value": "[%s]" } } }
    """
        .formatted(type, expression);
  }

  @Test
  void anOutput_isLeftOut_ifItsConditionIsFalse() {
    var expanded =
        ExpandedTestTemplate.of(
            """
            { "parameters": { "on": { "type": "bool" } },
              "outputs": {
                "yes": { "condition": true, "type": "string", "value": "y" },
                "no": { "condition": "[equals(1, 2)]", "type": "string", "value": "[int('n')]" },
                "may": { "condition": "[parameters('on')]", "type": "string", "value": "m" },
                "fails": { "condition": "[parameters('on')]", "type": "int", "value": "[int('n')]" } } }
            """);

    assertThat(expanded.problems()).isEmpty();
    assertThat(expanded.expansion().outputs()).containsOnlyKeys("yes", "may", "fails");
    assertThat(expanded.output("yes")).hasToString("\"y\"");
    assertThat(expanded.output("may")).hasToString("\"[if(parameters('on'), 'm', null())]\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "length(parameters('list')) | length(parameters('list'))",
        "length(concat(createArray(1), parameters('list'))) |"
            + " length(concat(createArray(1), parameters('list')))",
        "string(createArray(parameters('list'))) | string(createArray(parameters('list')))",
        "string(createObject('a', parameters('list'))) |"
            + " string(createObject('a', parameters('list')))",
        "max(createArray(1, length(parameters('list')))) |"
            + " max(createArray(1, length(parameters('list'))))",
      })
  void aFunction_isNotCalled_beforeItsArgumentsAreKnown(String expression, String residual) {
    assertThat(output("deploymentTemplate", expression)).hasToString("\"[" + residual + "]\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "length(createArray(1, 2)) | 2",
        "length(createObject('a', 1)) | 1",
        "max(createArray(1, 2)) | 2",
        "string(createObject('a', createArray(1))) | \"{~a~:[1]}\"",
        "length(createArray(parameters('list'))) | 1",
      })
  void aFunction_isCalled_withArgumentsThatAreKnownFarEnough(String expression, String expected) {
    assertThat(output("deploymentTemplate", expression).toString().replace("\\\"", "~"))
        .isEqualTo(expected);
  }

  private static Value output(String schema, String expression) {
    var expanded = expanded(schema, expression);
    assertThat(expanded.messages()).isEmpty();
    return expanded.output("o");
  }

  private static ExpandedTestTemplate expanded(String schema, String expression) {
    return ExpandedTestTemplate.of(
        """
        { "$schema": "https://schema.management.azure.com/schemas/2019-08-01/%s.json#",
          "contentVersion": "1.0.0.0",
          "parameters": { "list": { "type": "array" } },
          "outputs": { "o": { "type": "string", "value": "[%s]" } } }
        """
            .formatted(schema, expression));
  }

  private static Value json(String text) {
    Value holder =
        Objects.requireNonNull(
            new JsonReader(new SourceFiles(), new ArrayList<>())
                .read("{ \"v\": " + text + " }", "values.json"));
    return Objects.requireNonNull(((ObjectValue) holder).get("v"));
  }
}
