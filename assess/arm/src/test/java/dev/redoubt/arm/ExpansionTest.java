package dev.redoubt.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceExistence;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// The template language, from JSON text to resources.
class ExpansionTest {

  private static final String GROUP = "/subscriptions/s1/resourceGroups/rg";

  @Nested
  class Parameters {

    @Test
    void take_theDefault_whenNoValueIsGiven() {
      var expanded =
          ExpandedTestTemplate.of(
              """
              { "parameters": { "a": { "type": "string", "defaultValue": "x" },
                                "b": { "type": "string", "defaultValue": "[concat(parameters('A'), 'y')]" } },
                "outputs": { "o": { "type": "string", "value": "[parameters('b')]" } } }
              """);
      assertThat(expanded.output("o")).isEqualTo(StringValue.of("xy"));
      assertThat(expanded.problems()).isEmpty();
    }

    @Test
    void areUnknown_withTheirCause_whenThereIsNeitherValueNorDefault() {
      var expanded =
          ExpandedTestTemplate.of(
              """
              { "parameters": { "env": { "type": "string" } },
                "outputs": { "o": { "type": "string", "value": "[concat('st', parameters('env'))]" } } }
              """);
      assertThat(expanded.output("o"))
          .isInstanceOfSatisfying(
              Unknown.class,
              unknown -> {
                assertThat(unknown.causes()).containsExactly(UnknownCause.parameter("env"));
                assertThat(unknown).hasToString("\"[format('st{0}', parameters('env'))]\"");
              });
    }

    @Test
    void areChecked_againstAllowedValuesAndRanges() {
      var expanded =
          ExpandedTestTemplate.with(
              """
              { "parameters": { "sku": { "type": "string", "allowedValues": ["Basic", "Premium"] },
                                "count": { "type": "int", "minValue": 1, "maxValue": 3 },
                                "name": { "type": "string", "minLength": 3 } } }
              """,
              Map.of(
                  "sku", StringValue.of("Gold"),
                  "count", NumberValue.of(9),
                  "name", StringValue.of("ab")));
      assertThat(expanded.messages())
          .anyMatch(message -> message.contains("`sku`") && message.contains("`Gold`"))
          .anyMatch(message -> message.contains("`count` must be at most 3"))
          .anyMatch(message -> message.contains("`name` must be at least 3 characters"));
    }

    @Test
    void acceptAllowedValues_inAnyCase() {
      var expanded =
          ExpandedTestTemplate.with(
              "{ \"parameters\": { \"sku\": { \"type\": \"string\", \"allowedValues\": [\"Basic\"]"
                  + " } } }",
              Map.of("sku", StringValue.of("basic")));
      assertThat(expanded.problems()).isEmpty();
    }

    @Test
    void hideSecureValues_butKeepWhetherThereIsOne() {
      var expanded =
          ExpandedTestTemplate.with(
              """
              { "parameters": { "password": { "type": "secureString" },
                                "other": { "type": "secureString", "defaultValue": "" } },
                "outputs": { "o": { "type": "string", "value": "[concat('x', parameters('password'))]" },
                             "none": { "type": "bool", "value": "[empty(parameters('other'))]" } } }
              """,
              Map.of("password", StringValue.of("hunter2")));
      assertThat(expanded.output("o"))
          .isInstanceOfSatisfying(Unknown.class, unknown -> assertThat(unknown.secret()).isTrue());
      assertThat(expanded.output("o").toString()).doesNotContain("hunter2");
      assertThat(expanded.output("none")).isEqualTo(BooleanValue.TRUE);
    }

    @Test
    void thatDependOnThemselves_areReported_withoutEndlessLoop() {
      var expanded =
          ExpandedTestTemplate.of(
              """
              { "parameters": { "a": { "type": "string", "defaultValue": "[parameters('b')]" },
                                "b": { "type": "string", "defaultValue": "[parameters('a')]" } } }
              """);
      assertThat(expanded.messages()).anyMatch(message -> message.contains("depends on itself"));
    }

    @Test
    void suppliedButNotDeclared_areReported() {
      var expanded = ExpandedTestTemplate.with("{}", Map.of("extra", StringValue.of("x")));
      assertThat(expanded.messages()).anyMatch(message -> message.contains("`extra`"));
    }
  }

  @Nested
  class Copies {

    @Test
    void ofVariables_becomeArrays() {
      var expanded =
          ExpandedTestTemplate.of(
              """
              { "variables": { "copy": [ { "name": "names", "count": 3,
                                           "input": "[concat('n', copyIndex('names', 1))]" } ],
                               "inside": { "copy": [ { "name": "list", "count": 2,
                                                       "input": { "i": "[copyIndex('list')]" } } ] } },
                "outputs": { "o": { "type": "array", "value": "[variables('names')]" },
                             "p": { "type": "object", "value": "[variables('inside')]" } } }
              """);
      assertThat(expanded.output("o")).hasToString("[\"n1\",\"n2\",\"n3\"]");
      assertThat(expanded.output("p")).hasToString("{\"list\":[{\"i\":0},{\"i\":1}]}");
    }

    @Test
    void ofResourcesAndProperties_nest() {
      var expanded =
          ExpandedTestTemplate.of(
              """
              { "resources": [ {
                  "type": "Microsoft.Compute/virtualMachines", "apiVersion": "2024-03-01",
                  "name": "[concat('vm', copyIndex())]",
                  "copy": { "name": "vms", "count": 2, "mode": "serial", "batchSize": 1 },
                  "properties": { "copy": [ { "name": "disks", "count": "[add(copyIndex(), 1)]",
                      "input": { "lun": "[copyIndex('disks')]", "vm": "[copyIndex('vms')]" } } ] } } ] }
              """);
      assertThat(expanded.ids())
          .containsExactly(
              GROUP + "/providers/Microsoft.Compute/virtualMachines/vm0",
              GROUP + "/providers/Microsoft.Compute/virtualMachines/vm1");
      assertThat(expanded.resource("vm1").property("properties.disks"))
          .hasToString("[{\"lun\":0,\"vm\":1},{\"lun\":1,\"vm\":1}]");
    }

    @Test
    void ofUnknownCount_standForAnyNumberOfResources() {
      var expanded =
          ExpandedTestTemplate.of(
              """
              { "parameters": { "n": { "type": "int" } },
                "resources": [ { "type": "Microsoft.Storage/storageAccounts", "apiVersion": "2023-05-01",
                  "name": "[concat('st', copyIndex())]", "copy": { "name": "c", "count": "[parameters('n')]" },
                  "properties": { "publicNetworkAccess": "Enabled" } } ] }
              """);
      assertThat(expanded.resources())
          .singleElement()
          .satisfies(
              resource -> {
                assertThat(resource.existence()).isInstanceOf(ResourceExistence.Repeated.class);
                assertThat(resource.property("properties.publicNetworkAccess"))
                    .isEqualTo(StringValue.of("Enabled"));
              });
    }

    @Test
    void ofExcessiveCount_areRejected() {
      var expanded =
          ExpandedTestTemplate.of(
              """
              { "resources": [ { "type": "Microsoft.X/y", "apiVersion": "1", "name": "[concat('a', copyIndex())]",
                  "copy": { "name": "c", "count": 1000000000 } } ] }
              """);
      assertThat(expanded.messages())
          .anyMatch(message -> message.contains("more than 10000 iterations"));
    }

    @Test
    void ofOutputs_becomeArrays() {
      var expanded =
          ExpandedTestTemplate.of(
              """
              { "outputs": { "o": { "type": "array", "copy": { "count": 2, "input": "[copyIndex()]" } } } }
              """);
      assertThat(expanded.output("o")).hasToString("[0,1]");
    }
  }

  @Nested
  class Conditions {

    @Test
    void thatAreFalse_leaveTheResourceOut() {
      var expanded =
          ExpandedTestTemplate.of(
              """
              { "resources": [ { "condition": "[equals(1, 2)]", "type": "Microsoft.X/y",
                                 "apiVersion": "1", "name": "a" } ] }
              """);
      assertThat(expanded.resources()).isEmpty();
    }

    @Test
    void thatAreUnknown_keepTheResource_conditionally() {
      var expanded =
          ExpandedTestTemplate.of(
              """
              { "parameters": { "on": { "type": "bool" } },
                "resources": [ { "condition": "[parameters('on')]", "type": "Microsoft.X/y",
                                 "apiVersion": "1", "name": "a" } ] }
              """);
      assertThat(expanded.resources())
          .singleElement()
          .extracting(Resource::existence)
          .isInstanceOf(ResourceExistence.Conditional.class);
    }

    @Test
    void ofAnUnknownIf_keepBothBranches() {
      var expanded =
          ExpandedTestTemplate.of(
              """
              { "parameters": { "on": { "type": "bool" } },
                "outputs": { "o": { "type": "string", "value": "[toUpper(if(parameters('on'), 'a', 'b'))]" },
                             "same": { "type": "string", "value": "[if(parameters('on'), 'a', 'a')]" } } }
              """);
      assertThat(expanded.output("o"))
          .isInstanceOfSatisfying(
              Unknown.class,
              unknown ->
                  assertThat(unknown.residual()).isInstanceOf(ResidualExpression.Choice.class))
          .hasToString("\"[if(parameters('on'), 'A', 'B')]\"");
      assertThat(expanded.output("same")).isEqualTo(StringValue.of("a"));
    }
  }

  @Nested
  class BranchesThatMayNotBeReached {

    @Test
    void reportNoFailure() {
      var expanded =
          ExpandedTestTemplate.unnamed(
              """
              { "parameters": { "on": { "type": "bool" }, "any": { "type": "object" } },
                "outputs": { "a": { "type": "int", "value": "[if(parameters('on'), 1, fail('no'))]" },
                             "b": { "type": "int", "value": "[coalesce(parameters('any').x, int('no'))]" },
                             "c": { "type": "bool", "value": "[and(parameters('on'), bool('no'))]" } } }
              """);
      assertThat(expanded.problems()).isEmpty();
      assertThat(expanded.output("a")).isInstanceOf(Unknown.class);
      assertThat(expanded.output("b")).isInstanceOf(Unknown.class);
      assertThat(expanded.output("c")).isInstanceOf(Unknown.class);
    }

    @Test
    void reportTheFailure_whenTheyAreReached() {
      var expanded =
          ExpandedTestTemplate.of(
              """
              { "outputs": { "a": { "type": "int", "value": "[if(false(), 1, fail('no region'))]" } } }
              """);
      assertThat(expanded.messages()).anyMatch(message -> message.contains("no region"));
    }
  }

  @Nested
  class HostileTemplates {

    @Test
    void thatDoubleAnUnknownRepeatedly_terminate() {
      StringBuilder variables = new StringBuilder("\"v0\": \"[parameters('p')]\"");
      for (int i = 1; i < 20; i++) {
        String before = "variables('v" + (i - 1) + "')";
        variables
            .append(", \"v")
            .append(i)
            .append("\": \"[union(")
            .append(String.join(", ", java.util.Collections.nCopies(8, before)))
            .append(", createObject('a', toUpper(string(")
            .append(before)
            .append("))))]\"");
      }
      var expanded =
          ExpandedTestTemplate.unnamed(
              "{ \"parameters\": { \"p\": { \"type\": \"object\" } }, \"variables\": { "
                  + variables
                  + " } }");
      assertThat(expanded.messages()).anyMatch(message -> message.contains("too large"));
    }

    @Test
    void thatBuildLargeStringsRepeatedly_terminate() {
      String large = "padLeft('', 16, 'x')";
      StringBuilder variables = new StringBuilder("\"v0\": \"[" + large + "]\"");
      for (int i = 1; i < 16; i++) {
        String before = "variables('v" + (i - 1) + "')";
        variables.append(", \"v%d\": \"[concat(%s, %s)]\"".formatted(i, before, before));
      }
      String template =
          "{ \"variables\": { "
              + variables
              + " }, \"outputs\": { \"o\": { \"type\": \"array\", \"value\": \"[map(range(0, %d),"
              + " lambda('x', length(concat(variables('v15'), string(lambdaVariables('x'))))))]\" }"
              + " } }";
      assertThat(ExpandedTestTemplate.of(template.formatted(100)).messages()).isEmpty();
      assertThat(ExpandedTestTemplate.of(template.formatted(10_000)).messages())
          .anyMatch(message -> message.contains("too large"));
    }

    @Test
    void thatMultiplyArrays_terminate() {
      var expanded =
          ExpandedTestTemplate.of(
              """
              { "outputs": { "o": { "type": "array", "value":
                  "[map(range(0, 10000), lambda('i', map(range(0, 10000), lambda('j', range(0, 10000)))))]" } } }
              """);
      assertThat(expanded.messages())
          .anyMatch(message -> message.contains("evaluation stops here"));
    }

    @Test
    void withCircularDependency_areReportedWithLocation() {
      var expanded =
          ExpandedTestTemplate.of(
              """
              { "resources": [
                { "type": "Microsoft.X/y", "apiVersion": "1", "name": "a", "dependsOn": ["b"] },
                { "type": "Microsoft.X/y", "apiVersion": "1", "name": "b", "dependsOn": ["a"] } ] }
              """);
      assertThat(expanded.messages())
          .singleElement()
          .satisfies(
              message -> assertThat(message).contains("`y a`", "`y b`", "depend on each other"));
    }

    @Test
    void withSelfReference_areReportedWithLocation() {
      var expanded =
          ExpandedTestTemplate.of(
              """
              { "resources": [
                { "type": "Microsoft.X/y", "apiVersion": "1", "name": "a",
                  "properties": { "p": "[reference('b').p]" } },
                { "type": "Microsoft.X/y", "apiVersion": "1", "name": "b",
                  "properties": { "p": "[reference('a').p]" } } ] }
              """);
      assertThat(expanded.messages()).anyMatch(message -> message.contains("refers to itself"));
    }

    @Test
    void stateBeforeTheDeployment_isReadByIdAndApiVersion() {
      String template =
          """
          { "resources": [
            { "type": "Microsoft.X/y", "apiVersion": "1", "name": "a",
              "tags": "[union(reference(resourceId('Microsoft.X/y', 'a')%s).tags, createObject('b', 'c'))]",
              "properties": {} } ] }
          """;
      var byId = ExpandedTestTemplate.of(template.formatted(", '1', 'Full'"));
      assertThat(byId.messages()).isEmpty();
      assertThat(String.valueOf(byId.resource("a").body().get("tags")))
          .contains("'full').tags, createObject('b', 'c'))]");
      assertThat(ExpandedTestTemplate.of(template.formatted("")).messages())
          .anyMatch(message -> message.contains("refers to itself"));
      assertThat(ExpandedTestTemplate.of(template.formatted(", 'Full'")).messages())
          .anyMatch(message -> message.contains("refers to itself"));
    }

    @Test
    void problemInAComputedValue_isReportedAtItsExpression() {
      var expanded =
          ExpandedTestTemplate.of(
              """
              { "languageVersion": "2.0", "resources": {}, "parameters": {
                  "p": { "type": "object",
                    "properties": { "type": { "type": "int" } },
                    "defaultValue": "[resourceGroup()]" } } }
              """);
      assertThat(expanded.messages()).hasSize(1);
      assertThat(expanded.problems().getFirst().origin().line()).isEqualTo(2);
    }

    @Test
    void loopOfUnknownLength_reportsNoErrorOfItsBody() {
      String template =
          """
          { "parameters": { "n": { "type": "int", "defaultValue": 0 }, "u": { "type": "int" } },
            "variables": { "copy": [
              { "name": "v", "count": "[parameters('%s')]", "input": "[int('x')]" } ] },
            "outputs": { "o": { "type": "array", "value": "[variables('v')]" } } }
          """;
      var unknown = ExpandedTestTemplate.of(template.formatted("u"));
      assertThat(unknown.messages()).isEmpty();
      assertThat(unknown.output("o")).isInstanceOf(Unknown.class);
      assertThat(ExpandedTestTemplate.of(template.formatted("n")).output("o")).hasToString("[]");
      assertThat(
              ExpandedTestTemplate.with(
                      template.formatted("u"), java.util.Map.of("u", NumberValue.of(1)))
                  .messages())
          .singleElement()
          .satisfies(message -> assertThat(message).contains("`int`"));
    }

    @Test
    void outputsWithSecureValues_hideOnlySecureOutputs() {
      var expanded =
          ExpandedTestTemplate.of(
              """
              { "resources": [
                { "type": "Microsoft.Resources/deployments", "apiVersion": "2025-04-01", "name": "n",
                  "properties": { "expressionEvaluationOptions": { "scope": "inner" }, "template": {
                    "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
                    "contentVersion": "1.0.0.0", "resources": [],
                    "outputs": { "a": { "type": "string", "value": "plain" },
                                 "s": { "type": "securestring", "value": "hidden" } } } } } ],
                "outputs": {
                  "plain": { "type": "string", "value": "[listOutputsWithSecureValues('n', '2025-04-01').a]" },
                  "secret": { "type": "string", "value": "[listOutputsWithSecureValues('n', '2025-04-01').s]" },
                  "byId": { "type": "string", "value":
                    "[listOutputsWithSecureValues(resourceId('Microsoft.Resources/deployments', 'n'), '2025-04-01').a]" },
                  "elsewhere": { "type": "string", "value":
                    "[listOutputsWithSecureValues(resourceId('Microsoft.Resources/deployments', 'm'), '2025-04-01').a]" } } }
              """);
      assertThat(expanded.output("plain")).hasToString("\"plain\"");
      assertThat(expanded.output("byId")).hasToString("\"plain\"");
      assertThat(expanded.output("secret"))
          .isInstanceOfSatisfying(Unknown.class, value -> assertThat(value.secret()).isTrue())
          .hasToString("\"[listOutputsWithSecureValues('n').s]\"");
      assertThat(expanded.output("elsewhere"))
          .isInstanceOfSatisfying(Unknown.class, value -> assertThat(value.secret()).isTrue());
      assertThat(expanded.messages()).isEmpty();
    }

    @Test
    void secretsOfDifferentDeployments_differ() {
      String nested =
          """
          { "type": "Microsoft.Resources/deployments", "apiVersion": "2025-04-01", "name": "%s",
            "properties": { "expressionEvaluationOptions": { "scope": "inner" }, "template": {
              "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
              "contentVersion": "1.0.0.0", "resources": [ %s ],
              "outputs": { "s": { "type": "securestring", "value": "%s" } } } } }
          """;
      String outer =
          nested.formatted(
              "%s",
              nested.formatted("inner", "", "hidden"),
              "[listOutputsWithSecureValues('inner', '2025-04-01').s]");
      String inOutputs =
          "\"%s\": { \"type\": \"string\", \"value\": \"[listOutputsWithSecureValues('%s',"
              + " '2025-04-01').s]\" }";
      var expanded =
          ExpandedTestTemplate.of(
              "{ \"resources\": [ "
                  + outer.formatted("one")
                  + ", "
                  + outer.formatted("two")
                  + "], \"outputs\": { "
                  + inOutputs.formatted("a", "one")
                  + ", "
                  + inOutputs.formatted("b", "two")
                  + " } }");
      assertThat(expanded.output("a")).isNotEqualTo(expanded.output("b"));
    }

    @Test
    void tokensOfAPipeline_areUnknownText_inAndOutsideOfExpressions() {
      var expanded =
          ExpandedTestTemplate.of(
              """
              { "resources": [
                { "type": "Microsoft.X/y", "apiVersion": "1", "name": "[concat('a-#_p_#', 'x')]",
                  "properties": { "t": "b#_p_#", "n": ["#_p_#"], "z": ["none"] } } ] }
              """);
      assertThat(expanded.resources().getFirst().body().toString())
          .contains("format('a-{0}x', token('p'))")
          .contains("\"t\":\"[format('b{0}', token('p'))]\"")
          .contains("\"n\":[\"[token('p')]\"]")
          .contains("\"z\":[\"none\"]");
      assertThat(expanded.messages()).isEmpty();
    }
  }

  @Nested
  class Objects {

    @Test
    void withSeveralUnknownNames_keepAllOfThem() {
      var expanded =
          ExpandedTestTemplate.unnamed(
              """
              { "parameters": { "a": { "type": "string" }, "b": { "type": "string" } },
                "outputs": { "o": { "type": "object", "value": {
                    "[parameters('a')]": { "x": 1 }, "[parameters('b')]": {} } } } }
              """);
      assertThat(expanded.output("o").toString())
          .contains("parameters('a')", "parameters('b')", "'x', 1");
    }
  }

  @Nested
  class Names {

    @Test
    void ofNestedChildren_followTheirParents() {
      var expanded =
          ExpandedTestTemplate.of(
              """
              { "resources": [ { "type": "Microsoft.Storage/storageAccounts", "apiVersion": "1", "name": "st",
                  "resources": [ { "type": "blobServices", "apiVersion": "1", "name": "default",
                    "resources": [ { "type": "containers", "apiVersion": "1", "name": "data" } ] } ] } ] }
              """);
      assertThat(expanded.ids())
          .containsExactly(
              GROUP + "/providers/Microsoft.Storage/storageAccounts/st",
              GROUP + "/providers/Microsoft.Storage/storageAccounts/st/blobServices/default",
              GROUP
                  + "/providers/Microsoft.Storage/storageAccounts/st/blobServices/default/containers/data");
    }

    @Test
    void ofExtensions_areTheSame_inTheOlderAndTheNewerForm() {
      var older =
          ExpandedTestTemplate.of(
              """
              { "resources": [ { "type": "Microsoft.KeyVault/vaults/providers/locks", "apiVersion": "1",
                                 "name": "kv/Microsoft.Authorization/keep" } ] }
              """);
      var newer =
          ExpandedTestTemplate.of(
              """
              { "resources": [ { "type": "Microsoft.Authorization/locks", "apiVersion": "1",
                                 "scope": "Microsoft.KeyVault/vaults/kv", "name": "keep" },
                               { "type": "Microsoft.Authorization/locks", "apiVersion": "1", "name": "keep2",
                                 "scope": "[resourceId('Microsoft.KeyVault/vaults', 'kv')]" } ] }
              """);
      String id =
          GROUP
              + "/providers/Microsoft.KeyVault/vaults/kv/providers/Microsoft.Authorization/locks/keep";
      assertThat(older.ids()).containsExactly(id);
      assertThat(newer.ids()).containsExactly(id, id + "2");
    }

    @Test
    void withTheWrongNumberOfSegments_areReportedWithLocation() {
      var expanded =
          ExpandedTestTemplate.of(
              "{ \"resources\": [ { \"type\": \"Microsoft.X/y/z\", \"apiVersion\": \"1\", \"name\":"
                  + " \"a\" } ] }");
      assertThat(expanded.problems())
          .singleElement()
          .satisfies(
              problem -> {
                assertThat(problem.message()).contains("1 segment", "requires 2");
                assertThat(problem.origin().line()).isEqualTo(1);
              });
    }

    @Test
    void thatAreUnknown_areStillTheSameName() {
      var expanded =
          ExpandedTestTemplate.of(
              """
              { "parameters": { "name": { "type": "string" } },
                "resources": [
                  { "type": "Microsoft.Storage/storageAccounts", "apiVersion": "1", "name": "[parameters('name')]",
                    "properties": { "minimumTlsVersion": "TLS1_2" } } ],
                "outputs": { "tls": { "type": "string", "value":
                  "[reference(resourceId('Microsoft.Storage/storageAccounts', parameters('name'))).minimumTlsVersion]" } } }
              """);
      assertThat(expanded.output("tls")).isEqualTo(StringValue.of("TLS1_2"));
    }
  }

  @Nested
  class Scopes {

    @Test
    void ofAnUnnamedDeployment_areSymbolsThatPrintAsExpressions() {
      var expanded =
          ExpandedTestTemplate.unnamed(
              """
              { "resources": [ { "type": "Microsoft.X/y", "apiVersion": "1", "name": "a",
                                 "location": "[resourceGroup().location]",
                                 "properties": { "tenant": "[subscription().tenantId]" } } ] }
              """);
      Resource resource = expanded.resources().getFirst();
      assertThat(resource.key().id())
          .isEqualTo(
              "/subscriptions/[subscription().subscriptionId]/resourceGroups/[resourceGroup().name]"
                  + "/providers/Microsoft.X/y/a");
      assertThat(resource.property("location")).hasToString("\"[resourceGroup().location]\"");
      assertThat(resource.property("properties.tenant")).hasToString("\"[tenant().tenantId]\"");
    }

    @Test
    void ofNestedDeployments_crossGroupsAndSubscriptions() {
      var expanded =
          ExpandedTestTemplate.of(
              """
              { "resources": [
                { "type": "Microsoft.Resources/deployments", "apiVersion": "1", "name": "a", "resourceGroup": "other",
                  "properties": { "mode": "Incremental", "expressionEvaluationOptions": { "scope": "inner" },
                    "template": { "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
                      "contentVersion": "1.0.0.0",
                      "resources": [ { "type": "Microsoft.X/y", "apiVersion": "1", "name": "[resourceGroup().name]" } ] } } },
                { "type": "Microsoft.Resources/deployments", "apiVersion": "1", "name": "b",
                  "resourceGroup": "far", "subscriptionId": "s2",
                  "properties": { "mode": "Incremental",
                    "template": { "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
                      "contentVersion": "1.0.0.0",
                      "resources": [ { "type": "Microsoft.X/y", "apiVersion": "1", "name": "[resourceGroup().name]" } ] } } } ] }
              """);
      assertThat(expanded.ids())
          .containsExactly(
              "/subscriptions/s1/resourceGroups/other/providers/Microsoft.X/y/other",
              "/subscriptions/s2/resourceGroups/far/providers/Microsoft.X/y/rg");
    }

    @Test
    void ofASubscription_makeAGroup_whoseLocationTheNestedDeploymentSees() {
      var expanded =
          ExpandedTestTemplate.of(
              """
              { "$schema": "https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#",
                "contentVersion": "1.0.0.0",
                "resources": [
                  { "type": "Microsoft.Resources/resourceGroups", "apiVersion": "1", "name": "made", "location": "norwayeast" },
                  { "type": "Microsoft.Resources/deployments", "apiVersion": "1", "name": "in", "resourceGroup": "made",
                    "properties": { "mode": "Incremental", "expressionEvaluationOptions": { "scope": "inner" },
                      "template": { "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
                        "contentVersion": "1.0.0.0",
                        "resources": [ { "type": "Microsoft.X/y", "apiVersion": "1", "name": "a",
                                         "location": "[resourceGroup().location]" } ] } } } ] }
              """);
      assertThat(expanded.ids())
          .containsExactly(
              "/subscriptions/s1/resourceGroups/made",
              "/subscriptions/s1/resourceGroups/made/providers/Microsoft.X/y/a");
      assertThat(expanded.resource("a").property("location"))
          .isEqualTo(StringValue.of("norwayeast"));
    }

    @Test
    void ofAManagementGroupAndATenant_areRead() {
      var group =
          ExpandedTestTemplate.of(
              """
              { "$schema": "https://schema.management.azure.com/schemas/2019-08-01/managementGroupDeploymentTemplate.json#",
                "contentVersion": "1.0.0.0",
                "resources": [ { "type": "Microsoft.Authorization/policyDefinitions", "apiVersion": "1", "name": "p" } ] }
              """);
      assertThat(group.ids())
          .containsExactly(
              "/providers/Microsoft.Management/managementGroups/[managementGroup().name]"
                  + "/providers/Microsoft.Authorization/policyDefinitions/p");
      var tenant =
          ExpandedTestTemplate.of(
              """
              { "$schema": "https://schema.management.azure.com/schemas/2019-08-01/tenantDeploymentTemplate.json#",
                "contentVersion": "1.0.0.0",
                "resources": [ { "type": "Microsoft.Management/managementGroups", "apiVersion": "1", "name": "mg" } ] }
              """);
      assertThat(tenant.ids())
          .containsExactly("/providers/Microsoft.Management/managementGroups/mg");
    }
  }

  @Nested
  class References {

    @Test
    void yieldWhatIsDeclared_endpointsFromTheName_andRuntimePropertiesOtherwise() {
      var expanded =
          ExpandedTestTemplate.of(
              """
              { "resources": [ { "type": "Microsoft.Storage/storageAccounts", "apiVersion": "2023-05-01", "name": "st",
                                 "properties": { "minimumTlsVersion": "TLS1_2" } },
                               { "type": "Microsoft.ManagedIdentity/userAssignedIdentities", "apiVersion": "1", "name": "id" } ],
                "outputs": {
                  "tls": { "type": "string", "value": "[reference('st').minimumTlsVersion]" },
                  "blob": { "type": "string", "value": "[reference('st').primaryEndpoints.blob]" },
                  "state": { "type": "string", "value": "[reference('st').provisioningState]" },
                  "principal": { "type": "string", "value":
                    "[reference(resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'id'), '2023-01-31').principalId]" },
                  "same": { "type": "string", "value":
                    "[reference(resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'ID'), '2018-11-30', 'Full').properties.principalId]" } } }
              """);
      assertThat(expanded.output("tls")).isEqualTo(StringValue.of("TLS1_2"));
      assertThat(expanded.output("blob"))
          .isEqualTo(StringValue.of("https://st.blob.core.windows.net/"));
      assertThat(expanded.output("state"))
          .isInstanceOfSatisfying(
              Unknown.class,
              unknown ->
                  assertThat(unknown.residual())
                      .isInstanceOf(ResidualExpression.RuntimeProperty.class));
      assertThat(expanded.output("principal")).isEqualTo(expanded.output("same"));
    }

    @Test
    void toKeysOfVaults_yieldTheAddressWithoutVersion() {
      var expanded =
          ExpandedTestTemplate.of(
              """
              { "languageVersion": "2.0", "contentVersion": "1.0.0.0",
                "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
                "resources": {
                  "key": { "existing": true, "type": "Microsoft.KeyVault/vaults/keys", "apiVersion": "1", "name": "kv/images" } },
                "outputs": { "uri": { "type": "string", "value": "[reference('key').keyUri]" },
                             "versioned": { "type": "string", "value": "[reference('key').keyUriWithVersion]" } } }
              """);
      assertThat(expanded.problems()).isEmpty();
      assertThat(expanded.output("uri"))
          .isEqualTo(StringValue.of("https://kv.vault.azure.net/keys/images"));
      assertThat(expanded.output("versioned")).isInstanceOf(Unknown.class);
    }

    @Test
    void toOutputsOfNestedDeployments_yieldTheirValues_alsoAsObjectKeys() {
      var expanded =
          ExpandedTestTemplate.of(
              """
              { "languageVersion": "2.0", "contentVersion": "1.0.0.0",
                "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
                "resources": {
                  "mod": { "type": "Microsoft.Resources/deployments", "apiVersion": "1", "name": "mod",
                    "properties": { "mode": "Incremental", "expressionEvaluationOptions": { "scope": "inner" },
                      "parameters": { "n": { "value": "x" } },
                      "template": { "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
                        "contentVersion": "1.0.0.0", "parameters": { "n": { "type": "string" } },
                        "resources": [],
                        "outputs": { "id": { "type": "string", "value": "[concat('/id/', parameters('n'))]" } } } } },
                  "vm": { "type": "Microsoft.X/y", "apiVersion": "1", "name": "vm",
                    "identity": { "userAssignedIdentities": { "[reference('mod').outputs.id.value]": {} } } } } }
              """);
      assertThat(expanded.problems()).isEmpty();
      assertThat(expanded.resource("vm").property("identity"))
          .hasToString("{\"userAssignedIdentities\":{\"/id/x\":{}}}");
    }

    @Test
    void toKeys_areSecret() {
      var expanded =
          ExpandedTestTemplate.of(
              """
              { "outputs": { "o": { "type": "string", "value":
                  "[concat('Key=', listKeys(resourceId('Microsoft.Storage/storageAccounts', 'st'), '2023-05-01').keys[0].value)]" } } }
              """);
      assertThat(expanded.output("o"))
          .isInstanceOfSatisfying(Unknown.class, unknown -> assertThat(unknown.secret()).isTrue());
    }

    @Test
    void toUndeclaredResources_areReportedWithLocation() {
      var expanded =
          ExpandedTestTemplate.of(
              "{ \"outputs\": { \"o\": { \"type\": \"string\", \"value\":"
                  + " \"[reference('nothing').x]\" } } }");
      assertThat(expanded.messages()).anyMatch(message -> message.contains("`nothing`"));
    }
  }

  @Nested
  class Roles {

    @Test
    void builtIn_areKnownByName() {
      var expanded =
          ExpandedTestTemplate.of(
              """
              { "parameters": { "role": { "type": "string", "defaultValue": "Reader" } },
                "outputs": { "id": { "type": "string", "value": "[roleDefinitions(parameters('role')).id]" },
                             "guid": { "type": "string", "value": "[roleDefinitions('Reader').roleDefinitionId]" } } }
              """);
      assertThat(expanded.problems()).isEmpty();
      assertThat(expanded.output("guid"))
          .isEqualTo(StringValue.of("acdd72a7-3385-48ef-bd42-f606fba81ae7"));
      assertThat(expanded.output("id"))
          .isEqualTo(
              StringValue.of(
                  "/subscriptions/s1"
                      + "/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7"));
    }

    @Test
    void custom_areKnownOnlyToAzure() {
      var expanded =
          ExpandedTestTemplate.of(
              """
              { "outputs": { "id": { "type": "string", "value": "[roleDefinitions('Score caller').id]" } } }
              """);
      assertThat(expanded.problems()).isEmpty();
      assertThat(expanded.output("id")).hasToString("\"[roleDefinitions('Score caller').id]\"");
    }
  }

  @Nested
  class SymbolicNames {

    @Test
    void areReferenced_existingAndInLoops() {
      var expanded =
          ExpandedTestTemplate.of(
              """
              { "languageVersion": "2.0", "contentVersion": "1.0.0.0",
                "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
                "resources": {
                  "vault": { "existing": true, "type": "Microsoft.KeyVault/vaults", "apiVersion": "1", "name": "kv" },
                  "all": { "copy": { "name": "all", "count": 2 }, "type": "Microsoft.X/y", "apiVersion": "1",
                           "name": "[format('y{0}', copyIndex())]", "properties": { "index": "[copyIndex()]" } },
                  "last": { "type": "Microsoft.X/z", "apiVersion": "1", "name": "z", "dependsOn": ["all", "vault"],
                            "properties": { "uri": "[reference('vault').vaultUri]",
                                            "second": "[reference(format('all[{0}]', 1)).index]",
                                            "every": "[map(references('all', 'full'), lambda('r', lambdaVariables('r').properties.index))]",
                                            "id": "[resourceInfo('all[0]').id]" } } } }
              """);
      assertThat(expanded.problems()).isEmpty();
      Resource last = expanded.resource("z");
      assertThat(last.property("properties.uri"))
          .isEqualTo(StringValue.of("https://kv.vault.azure.net/"));
      assertThat(last.property("properties.second")).isEqualTo(NumberValue.of(1));
      assertThat(last.property("properties.every")).hasToString("[0,1]");
      assertThat(last.property("properties.id"))
          .isEqualTo(StringValue.of(GROUP + "/providers/Microsoft.X/y/y0"));
      assertThat(last.dependsOn()).hasSize(3);
      assertThat(expanded.resource("kv").managed()).isFalse();
    }

    @Test
    void ofNullableParameters_areNull_andSafeAccessIsNull() {
      var expanded =
          ExpandedTestTemplate.of(
              """
              { "languageVersion": "2.0", "contentVersion": "1.0.0.0",
                "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
                "definitions": { "rule": { "type": "object", "properties": { "a": { "type": "string" } } } },
                "parameters": { "r": { "$ref": "#/definitions/rule", "nullable": true } },
                "resources": {},
                "outputs": { "o": { "type": "string", "value": "[coalesce(tryGet(parameters('r'), 'a'), 'none')]" },
                             "p": { "type": "string", "value": "[coalesce(parameters('r').?a.b.c, 'none')]" } } }
              """);
      assertThat(expanded.problems()).isEmpty();
      assertThat(expanded.output("o")).isEqualTo(StringValue.of("none"));
      assertThat(expanded.output("p")).isEqualTo(StringValue.of("none"));
    }

    @Test
    void ofTypesThatAreAPartOfAnother_areCheckedByThatPart() {
      var expanded =
          ExpandedTestTemplate.of(
              """
              { "languageVersion": "2.0", "contentVersion": "1.0.0.0",
                "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
                "definitions": { "rule": { "type": "object", "properties": {
                  "a b": { "type": "array", "prefixItems": [ { "type": "int", "minValue": 3 } ] } } } },
                "parameters": {
                  "r": { "$ref": "#/definitions/rule/properties/a%20b/prefixItems/0", "defaultValue": 2 },
                  "s": { "$ref": "#/definitions/rule/items", "defaultValue": 2 } },
                "resources": {},
                "outputs": { "o": { "type": "int", "value": "[parameters('r')]" },
                             "p": { "type": "int", "value": "[parameters('s')]" } } }
              """);
      assertThat(expanded.problems())
          .extracting(Problem::message)
          .containsExactlyInAnyOrder(
              "parameter `r` must be at least 3, but is 2",
              "parameter the type `rule/items` is not defined");
    }
  }

  @Nested
  class Functions {

    @Test
    void ofTheTemplate_seeOnlyTheirArguments() {
      var expanded =
          ExpandedTestTemplate.of(
              """
              { "functions": [ { "namespace": "my", "members": { "tag": {
                    "parameters": [ { "name": "who", "type": "string" } ],
                    "output": { "type": "string", "value": "[concat('by-', parameters('who'))]" } } } } ],
                "outputs": { "o": { "type": "string", "value": "[my.tag('me')]" } } }
              """);
      assertThat(expanded.output("o")).isEqualTo(StringValue.of("by-me"));
    }

    @Test
    void thatDoNotExist_areReportedWithLocation_andTheRestIsEvaluated() {
      var expanded =
          ExpandedTestTemplate.of(
              """
              { "outputs": { "o": { "type": "string", "value": "[nope('x')]" },
                             "p": { "type": "string", "value": "fine" } } }
              """);
      assertThat(expanded.problems())
          .singleElement()
          .satisfies(
              problem -> {
                assertThat(problem.severity()).isEqualTo(Problem.Severity.ERROR);
                assertThat(problem.message()).contains("`nope`");
                assertThat(problem.origin().line()).isEqualTo(1);
              });
      assertThat(expanded.output("p")).isEqualTo(StringValue.of("fine"));
    }

    @Test
    void uniqueString_matchesAzure() {
      var expanded =
          ExpandedTestTemplate.of(
              "{ \"outputs\": { \"o\": { \"type\": \"string\", \"value\":"
                  + " \"[uniqueString('test')]\" } } }");
      assertThat(expanded.output("o")).isEqualTo(StringValue.of("rbgf3xv4ufgzg"));
    }
  }

  @Test
  void valueKeepsTheLocationWhereItWasWritten() {
    var expanded =
        ExpandedTestTemplate.of(
            """
            { "variables": {
                "access": "Enabled"
              },
              "resources": [ { "type": "Microsoft.X/y", "apiVersion": "1", "name": "a",
                "properties": { "publicNetworkAccess": "[variables('access')]" } } ] }
            """);
    Value access = expanded.resources().getFirst().property("properties.publicNetworkAccess");
    assertThat(access).extracting(Value::origin).extracting(Origin::line).isEqualTo(2);
  }
}
