package dev.redoubt.arm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which of several declarations a reference finds, and from where.
final class ResourceSearchTest {

  @Test
  void ofTwoDeclarations_theDeployedOneIsFound() {
    assertThat(
            value(
                """
                { "type": "Microsoft.X/y", "apiVersion": "1", "name": "a", "condition": false,
                  "properties": { "v": "absent" } },
                { "type": "Microsoft.X/y", "apiVersion": "1", "name": "a",
                  "properties": { "v": "deployed" } }
                """,
                "reference(resourceId('Microsoft.X/y', 'a'), '1').v"))
        .hasToString("\"deployed\"");
    assertThat(
            value(
                """
                { "type": "Microsoft.X/y", "apiVersion": "1", "name": "a",
                  "properties": { "v": "deployed" } },
                { "type": "Microsoft.X/y", "apiVersion": "1", "name": "a", "condition": false,
                  "properties": { "v": "absent" } }
                """,
                "reference('a').v"))
        .hasToString("\"deployed\"");
  }

  @Test
  void ofADeployedAndAnExistingResource_theDeployedOneIsFoundById() {
    var expanded =
        ExpandedTestTemplate.of(
            """
            { "languageVersion": "2.0",
              "resources": {
                "read": { "existing": true, "type": "Microsoft.X/y", "apiVersion": "1",
                          "name": "a" },
                "deployed": { "type": "Microsoft.X/y", "apiVersion": "1", "name": "a",
                              "properties": { "v": "deployed" } } },
              "outputs": { "o": { "type": "string",
                "value": "[reference(resourceId('Microsoft.X/y', 'a'), '1').v]" } } }
            """);

    assertThat(expanded.output("o")).hasToString("\"deployed\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "reference(resourceId('Microsoft.X/y', 'a'), '1').v | of a",
        "reference(resourceId('Microsoft.X/y/z', 'a', 'child'), '1').v | of child",
        "reference(resourceId('Microsoft.V/w', 'computed'), '1').v | of computed",
        "reference(resourceId('Microsoft.Authorization/locks', 'l'), '1').v | of lock",
      })
  void aName_mayBeComputedFromAnotherResource(String expression, String expected) {
    var expanded =
        ExpandedTestTemplate.of(
            """
            { "variables": { "t": "Microsoft.V/w" },
              "resources": [
                { "type": "Microsoft.X/y", "apiVersion": "1", "name": "[variables('n')]",
                  "properties": { "v": "unused" } },
                { "type": "Microsoft.U/u", "apiVersion": "1", "name": "[toLower(%s)]",
                  "properties": { "v": "dependent" } },
                { "type": "Microsoft.X/y", "apiVersion": "1", "name": "a",
                  "properties": { "v": "of a" },
                  "resources": [ { "type": "z", "apiVersion": "1", "name": "child",
                                   "properties": { "v": "of child" } } ] },
                { "type": "Microsoft.Authorization/locks", "apiVersion": "1", "name": "l",
                  "properties": { "v": "of lock" } },
                { "type": "[variables('t')]", "apiVersion": "1", "name": "computed",
                  "properties": { "v": "of computed" } } ] }
            """
                .formatted(expression)
                .replace("[variables('n')]", "first"));

    assertThat(expanded.messages()).isEmpty();
    assertThat(expanded.resource(expected).key().type()).hasToString("Microsoft.U/u");
  }

  @Test
  void aNestedTemplate_findsTheResourcesAroundItById() {
    var expanded =
        ExpandedTestTemplate.of(
            """
            { "resources": [
                { "type": "Microsoft.X/y", "apiVersion": "1", "name": "a",
                  "properties": { "v": "of a" } },
                { "type": "Microsoft.Resources/deployments", "apiVersion": "1", "name": "n",
                  "properties": { "mode": "Incremental",
                    "expressionEvaluationOptions": { "scope": "inner" },
                    "template": {
                      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
                      "contentVersion": "1.0.0.0",
                      "resources": [ { "type": "Microsoft.X/y", "apiVersion": "1", "name": "inside",
                        "properties": {
                          "v": "[reference(resourceId('Microsoft.X/y', 'a'), '1').v]" } } ] } } } ] }
            """);

    assertThat(expanded.messages()).isEmpty();
    assertThat(expanded.resource("inside").property("properties.v")).hasToString("\"of a\"");
  }

  @Test
  void anExistingResource_mayBeInAnotherGroup() {
    var expanded =
        ExpandedTestTemplate.of(
            """
            { "languageVersion": "2.0",
              "resources": {
                "group": { "existing": true, "type": "Microsoft.X/y", "apiVersion": "1",
                           "name": "a", "resourceGroup": "g" },
                "both": { "existing": true, "type": "Microsoft.X/y", "apiVersion": "1",
                          "name": "b", "subscriptionId": "s2", "resourceGroup": "g" },
                "subscription": { "existing": true, "type": "Microsoft.X/y", "apiVersion": "1",
                                  "name": "c", "subscriptionId": "s2" } } }
            """);

    assertThat(expanded.ids())
        .containsExactly(
            "/subscriptions/s1/resourceGroups/g/providers/Microsoft.X/y/a",
            "/subscriptions/s2/resourceGroups/g/providers/Microsoft.X/y/b",
            "/subscriptions/s2/providers/Microsoft.X/y/c");
    assertThat(expanded.resources()).noneMatch(each -> each.managed());
  }

  private static Object value(String resources, String expression) {
    var expanded =
        ExpandedTestTemplate.of(
            """
            { "resources": [ %s ],
              "outputs": { "o": { "type": "string", "value": "[%s]" } } }
            """
                .formatted(resources, expression));
    assertThat(expanded.messages()).isEmpty();
    return expanded.output("o");
  }
}
