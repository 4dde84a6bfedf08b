package dev.redoubt.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Problem;
import dev.redoubt.estate.UnknownCause;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Small inputs that expand without end: each stops at a stated limit, with a problem that has a
/// location, and the rest is still expanded.
class ExpansionBoundsTest {

  private static final String REPEATED =
      "templates that are deployed repeatedly have more than 10000 resources; further resources are"
          + " not assessed; to assess all, use fewer copies, or the repeated template itself as the"
          + " argument";

  /// A template that deploys another one so many times, each with so many accounts.
  private static String fanOut(int deployments, int accounts) {
    return """
    { "resources": [
      { "type": "Microsoft.Resources/deployments", "apiVersion": "1", "name": "[concat('d', copyIndex())]",
        "copy": { "name": "outer", "count": %d },
        "properties": { "mode": "Incremental", "expressionEvaluationOptions": { "scope": "inner" },
          "parameters": { "prefix": { "value": "[concat('p', copyIndex())]" } },
          "template": { "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
            "contentVersion": "1.0.0.0", "parameters": { "prefix": { "type": "string" } },
            "resources": [ {
              "type": "Microsoft.Storage/storageAccounts", "apiVersion": "1",
              "name": "[concat(parameters('prefix'), 'a', copyIndex())]",
              "copy": { "name": "inner", "count": %d } } ] } } },
      { "type": "Microsoft.KeyVault/vaults", "apiVersion": "1", "name": "vault" } ] }
    """
        .formatted(deployments, accounts);
  }

  @Nested
  class Repetition {

    @Test
    void deploymentsInALoop_stopAtTheLimitOfRepeatedResources() {
      var expanded = ExpandedTestTemplate.of(fanOut(300, 100));
      assertThat(expanded.problems())
          .singleElement()
          .satisfies(
              problem -> {
                assertThat(problem.message()).isEqualTo(REPEATED);
                assertThat(problem.severity()).isEqualTo(Problem.Severity.ERROR);
                assertThat(problem.origin().line()).isEqualTo(8);
              });
      // the first of the 300 is not a repetition
      assertThat(expanded.resources()).hasSize(100 + 10_000 + 1);
    }

    @Test
    void restOfTheTemplate_isStillExpanded() {
      assertThat(ExpandedTestTemplate.of(fanOut(300, 100)).resource("vault").type())
          .hasToString("Microsoft.KeyVault/vaults");
    }

    @Test
    void resourcesThatAreLeftOut_areAnUnknownDeployment() {
      assertThat(ExpandedTestTemplate.of(fanOut(300, 100)).expansion().unknownDeployments())
          .singleElement()
          .extracting(UnknownCause::kind)
          .isEqualTo(UnknownCause.Kind.LIMIT);
    }

    @Test
    void asManyResourcesAsTheLimit_areComplete() {
      var expanded = ExpandedTestTemplate.of(fanOut(101, 100));
      assertThat(expanded.messages()).isEmpty();
      assertThat(expanded.expansion().unknownDeployments()).isEmpty();
      assertThat(expanded.resources()).hasSize(10_100 + 1);
    }

    @Test
    void loopsOfOneTemplate_areNoRepetition() {
      var expanded =
          ExpandedTestTemplate.of(
              """
              { "resources": [
                { "type": "Microsoft.X/y", "apiVersion": "1", "name": "[concat('a', copyIndex())]",
                  "copy": { "name": "a", "count": 10000 } },
                { "type": "Microsoft.X/y", "apiVersion": "1", "name": "[concat('b', copyIndex())]",
                  "copy": { "name": "b", "count": 10000 } },
                { "type": "Microsoft.X/y", "apiVersion": "1", "name": "[concat('c', copyIndex())]",
                  "copy": { "name": "c", "count": 10000 } } ] }
              """);
      assertThat(expanded.messages()).isEmpty();
      assertThat(expanded.resources()).hasSize(30_000);
    }

    @Test
    void loopsOfTheChildrenOfALoop_areARepetition() {
      var expanded =
          ExpandedTestTemplate.of(
              """
              { "resources": [
                { "type": "Microsoft.X/y", "apiVersion": "1", "name": "[concat('a', copyIndex())]",
                  "copy": { "name": "a", "count": 300 },
                  "resources": [ { "type": "z", "apiVersion": "1", "name": "[concat('b', copyIndex('b'))]",
                    "copy": { "name": "b", "count": 100 } } ] } ] }
              """);
      assertThat(expanded.messages()).containsExactly(REPEATED);
    }
  }

  @Test
  void loopThatDependsOnALoop_stopsAtTheLimitOfSteps() {
    var expanded =
        ExpandedTestTemplate.of(
            """
            { "resources": [
              { "type": "Microsoft.X/y", "apiVersion": "1", "name": "[concat('a', copyIndex())]",
                "copy": { "name": "a", "count": 5000 } },
              { "type": "Microsoft.X/y", "apiVersion": "1", "name": "[concat('b', copyIndex())]",
                "copy": { "name": "b", "count": 5000 }, "dependsOn": [ "a" ] } ] }
            """);
    assertThat(expanded.messages())
        .contains("the template takes too many steps to evaluate; evaluation stops here");
    assertThat(expanded.resources()).hasSize(10_000);
  }

  @Test
  void resourcesAfterTheLimitOfSteps_areLeftOut_unlessTheyAreLiteral() {
    String many = "[length(map(range(0, 10000), lambda('x', add(lambdaVariables('x'), 1))))]";
    var expanded =
        ExpandedTestTemplate.of(
            """
            { "resources": [
              { "type": "Microsoft.X/y", "apiVersion": "1", "name": "[concat('a', copyIndex())]",
                "copy": { "name": "a", "count": 1000 }, "properties": { "n": "%s" } },
              { "type": "Microsoft.X/z", "apiVersion": "1", "name": "last", "properties": { "n": 1 } } ] }
            """
                .formatted(many));
    assertThat(expanded.messages())
        .contains(
            "the template takes too many steps to evaluate; further resources are not assessed; to"
                + " assess all, use modules or templates of this deployment as arguments, a few at"
                + " a time");
    assertThat(expanded.resource("last").property("properties.n")).hasToString("1");
    assertThat(expanded.resources()).hasSizeBetween(100, 900);
    assertThat(expanded.expansion().unknownDeployments()).hasSize(1);
  }

  @Test
  void largeTemplateThatRepeatsNothing_mayTakeMoreSteps() {
    // 40,000 times 200 elements: as many steps as a small template may take in all, and more
    StringBuilder text = new StringBuilder("{ \"resources\": [");
    int resources = 40_000;
    for (int i = 0; i < resources; i++) {
      text.append(i == 0 ? "" : ",\n")
          .append("{ \"type\": \"Microsoft.X/y\", \"apiVersion\": \"1\", \"name\": \"a")
          .append(i)
          .append("\", \"properties\": { \"n\": \"[length(range(0, 200))]\" } }");
    }
    var expanded = ExpandedTestTemplate.of(text.append("] }").toString());
    assertThat(expanded.messages()).isEqualTo(List.of());
    assertThat(expanded.resources()).hasSize(resources);
  }
}
