package dev.redoubt.arm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `resourceId` and its relatives in each scope. Source: "Resource functions for ARM templates",
/// Microsoft Learn.
final class ResourceIdFunctionsTest {

  private static final String GROUP = "deploymentTemplate";
  private static final String SUBSCRIPTION = "subscriptionDeploymentTemplate";
  private static final String MANAGEMENT_GROUP = "managementGroupDeploymentTemplate";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "resourceId('Microsoft.X/y', 'a') |"
            + " /subscriptions/s1/resourceGroups/rg/providers/Microsoft.X/y/a",
        "resourceId('Microsoft.X/y/', 'a') |"
            + " /subscriptions/s1/resourceGroups/rg/providers/Microsoft.X/y/a",
        "resourceId('Microsoft.X/y/z', 'a', 'b') |"
            + " /subscriptions/s1/resourceGroups/rg/providers/Microsoft.X/y/a/z/b",
        "resourceId('other', 'Microsoft.X/y', 'a') |"
            + " /subscriptions/s1/resourceGroups/other/providers/Microsoft.X/y/a",
        "resourceId('s2', 'other', 'Microsoft.X/y', 'a') |"
            + " /subscriptions/s2/resourceGroups/other/providers/Microsoft.X/y/a",
        "resourceId('my.group', 'Microsoft.X/y', 'a') |"
            + " /subscriptions/s1/resourceGroups/my.group/providers/Microsoft.X/y/a",
        "resourceId('s.2', 'a.b', 'Microsoft.X/y/z', 'c.d/e', 'f') |"
            + " /subscriptions/s.2/resourceGroups/a.b/providers/Microsoft.X/y/c.d/e/z/f",
        "resourceId('Microsoft.X/y', 'b.c/d') |"
            + " /subscriptions/s1/resourceGroups/rg/providers/Microsoft.X/y/b.c/d",
        "subscriptionResourceId('Microsoft.X/y', 'a') |"
            + " /subscriptions/s1/providers/Microsoft.X/y/a",
        "subscriptionResourceId('s2', 'Microsoft.X/y', 'a') |"
            + " /subscriptions/s2/providers/Microsoft.X/y/a",
        "subscriptionResourceId('Microsoft.Resources/resourceGroups', 'g') |"
            + " /subscriptions/s1/resourceGroups/g",
        "tenantResourceId('Microsoft.X/y', 'a') | /providers/Microsoft.X/y/a",
        "managementGroupResourceId('mg', 'Microsoft.X/y', 'a') |"
            + " /providers/Microsoft.Management/managementGroups/mg/providers/Microsoft.X/y/a",
        "extensionResourceId('/subscriptions/s1', 'Microsoft.X/y/z', 'a', 'b') |"
            + " /subscriptions/s1/providers/Microsoft.X/y/a/z/b",
      })
  void buildAnId(String expression, String id) {
    assertThat(evaluated(GROUP, expression)).hasToString("\"" + id + "\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "resourceId('Microsoft.X/y', 'a') | /subscriptions/s1/providers/Microsoft.X/y/a",
        "resourceId('s2', 'Microsoft.X/y', 'a') | /subscriptions/s2/providers/Microsoft.X/y/a",
        "resourceId('s2', 'g', 'Microsoft.X/y', 'a') |"
            + " /subscriptions/s2/resourceGroups/g/providers/Microsoft.X/y/a",
      })
  void resourceId_inASubscription_takesASubscriptionFirst(String expression, String id) {
    assertThat(evaluated(SUBSCRIPTION, expression)).hasToString("\"" + id + "\"");
  }

  @Test
  void resourceId_inAManagementGroup_isOfTheTenant() {
    assertThat(evaluated(MANAGEMENT_GROUP, "resourceId('Microsoft.X/y', 'a')"))
        .hasToString("\"/providers/Microsoft.X/y/a\"");
    assertThat(
            ExpandedTestTemplate.unnamed(
                    template(MANAGEMENT_GROUP, "managementGroupResourceId('Microsoft.X/y', 'a')"))
                .output("o")
                .toString())
        .contains("/providers/Microsoft.Management/managementGroups/", "managementGroup().name");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "resourceId('Microsoft.X/y') | the type `Microsoft.X/y` requires 1 name, but got 0",
        "resourceId('Microsoft.X/y/z', 'a') | the type `Microsoft.X/y/z` requires 2 names, but got"
            + " 1",
        "resourceId('Microsoft.X/y', 'a', 'b') | the type `Microsoft.X/y` requires 1 name, but got"
            + " 2",
        "extensionResourceId('/subscriptions/s1', 'Microsoft.X/y', 'a', 'b') |"
            + " the type `Microsoft.X/y` requires 1 name, but got 2",
        "resourceId('Microsoft.X/y', 1) | a name must be a string, not int",
        "resourceId('a', 'b') | requires a resource type such as `Microsoft.X/y`",
        "resourceId('Microsoft', 'b') | requires a resource type such as `Microsoft.X/y`",
        "resourceId('a', 'b', 'c', 'Microsoft.X/y', 'd') | requires a resource type",
        "resourceId() | requires a resource type such as `Microsoft.X/y`",
        "subscriptionResourceId('a', 'b') | requires a resource type such as `Microsoft.X/y`",
        "tenantResourceId('a', 'b') | requires a resource type such as `Microsoft.X/y`",
        "managementGroupResourceId('a', 'b') | requires a resource type such as `Microsoft.X/y`",
        "extensionResourceId('/subscriptions/s1', 'x', 'a') | requires a resource type",
        "extensionResourceId('/subscriptions/s1', 'Microsoft.X/y') | requires a resource type",
      })
  void fail_withoutATypeAndItsNames(String expression, String message) {
    assertThat(ExpandedTestTemplate.of(template(GROUP, expression)).messages())
        .singleElement()
        .satisfies(each -> assertThat(each).contains(message));
  }

  @Test
  void keepUnknownParts() {
    assertThat(evaluated(GROUP, "resourceId(parameters('p'), 'Microsoft.X/y', 'a')"))
        .hasToString(
            "\"[format('/subscriptions/s1/resourceGroups/{0}/providers/Microsoft.X/y/a',"
                + " parameters('p'))]\"");
    assertThat(evaluated(GROUP, "resourceId('Microsoft.X/y', parameters('p'))"))
        .hasToString(
            "\"[format('/subscriptions/s1/resourceGroups/rg/providers/Microsoft.X/y/{0}',"
                + " parameters('p'))]\"");
    assertThat(evaluated(GROUP, "resourceId(parameters('p'), 'a')"))
        .hasToString("\"[resourceId(parameters('p'), 'a')]\"");
    assertThat(evaluated(GROUP, "subscriptionResourceId(parameters('p'), 'a')"))
        .hasToString("\"[subscriptionResourceId(parameters('p'), 'a')]\"");
    assertThat(evaluated(GROUP, "tenantResourceId(parameters('p'), 'a')"))
        .hasToString("\"[tenantResourceId(parameters('p'), 'a')]\"");
    assertThat(evaluated(GROUP, "managementGroupResourceId(parameters('p'), 'a')"))
        .hasToString("\"[managementGroupResourceId(parameters('p'), 'a')]\"");
  }

  private static Object evaluated(String schema, String expression) {
    var expanded = ExpandedTestTemplate.of(template(schema, expression));
    assertThat(expanded.messages()).isEmpty();
    return expanded.output("o");
  }

  private static String template(String schema, String expression) {
    return """
    { "$schema": "https://schema.management.azure.com/schemas/2019-08-01/%s.json#",
      "contentVersion": "1.0.0.0",
      "parameters": { "p": { "type": "string" } },
      "outputs": { "o": { "type": "string", "value": "[%s]" } } }
    """
        .formatted(schema, expression);
  }
}
