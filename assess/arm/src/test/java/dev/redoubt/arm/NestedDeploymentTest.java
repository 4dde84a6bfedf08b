package dev.redoubt.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.template.syntax.ResourceDeclaration;
import dev.redoubt.template.syntax.ResourceDeclaration.NestedDeployment;
import dev.redoubt.template.syntax.ResourceDeclaration.Source;
import dev.redoubt.template.syntax.Template;
import dev.redoubt.template.syntax.Template.TargetScope;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class NestedDeploymentTest {

  private static final String INNER =
      """
      "template": {"$schema": "https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#",
        "contentVersion": "1.0.0.0", "variables": {"v": 1}, "resources": []}\
      """;

  private final TestTemplateReader reading = new TestTemplateReader();

  @Test
  void inlineTemplate_hasOuterScope_byDefault() {
    NestedDeployment outer = deployment("\"mode\": \"Incremental\", " + INNER);
    assertThat(outer.innerScope()).isFalse();
    Template template = ((Source.Inline) outer.source()).template();
    assertThat(template.target()).isEqualTo(TargetScope.SUBSCRIPTION);
    assertThat(template.variables()).containsOnlyKeys("v");
    assertThat(template.file()).isEqualTo("t.json");
    assertThat(
            deployment("\"expressionEvaluationOptions\": {\"scope\": \"Inner\"}, " + INNER)
                .innerScope())
        .isTrue();
    assertThat(reading.messages()).isEmpty();
  }

  @Test
  void inlineTemplate_hasInnerScope_withSymbolicNames() {
    for (String options :
        List.of("", "\"expressionEvaluationOptions\": {\"scope\": \"NotSpecified\"},")) {
      Template template =
          reading.withMembers(
              "\"languageVersion\": \"2.0\", \"resources\": {\"d\": {\"type\":"
                  + " \"Microsoft.Resources/deployments\", \"apiVersion\": \"1\", \"name\": \"d\","
                  + " \"properties\": {"
                  + options
                  + INNER
                  + "}}}");
      assertThat(Objects.requireNonNull(template.resources().getFirst().deployment()).innerScope())
          .isTrue();
    }
    assertThat(
            deployment("\"expressionEvaluationOptions\": {\"scope\": \"notSpecified\"}, " + INNER)
                .innerScope())
        .isFalse();
    assertThat(reading.messages()).isEmpty();
  }

  @Test
  void linkedTemplate_isAlwaysInner() {
    NestedDeployment relative =
        deployment(
            "\"templateLink\": {\"relativePath\": \"nested/x.json\", \"contentVersion\":"
                + " \"1.0.0.0\"}");
    assertThat(relative.innerScope()).isTrue();
    assertThat(relative.source())
        .isInstanceOfSatisfying(
            Source.Linked.class,
            linked -> {
              assertThat(linked.relative()).isTrue();
              assertThat(TemplateExpressionPrinter.of(linked.location()))
                  .isEqualTo("'nested/x.json'");
            });
    assertThat(deployment("\"TemplateLink\": {\"uri\": \"[f()]\"}").source())
        .isInstanceOfSatisfying(
            Source.Linked.class,
            linked -> {
              assertThat(linked.relative()).isFalse();
              assertThat(TemplateExpressionPrinter.of(linked.location())).isEqualTo("f()");
            });
    assertThat(deployment("\"templateLink\": \"[f()]\"").source())
        .isInstanceOfSatisfying(
            Source.Linked.class,
            linked ->
                assertThat(TemplateExpressionPrinter.of(linked.location()))
                    .isEqualTo("f()['uri']"));
    assertThat(reading.messages()).isEmpty();
  }

  @Test
  void templateSpec_isRemote() {
    assertThat(deployment("\"templateLink\": {\"id\": \"/subscriptions/s\"}").source())
        .isInstanceOfSatisfying(
            Source.Remote.class,
            remote ->
                assertThat(TemplateExpressionPrinter.of(remote.id()))
                    .isEqualTo("'/subscriptions/s'"));
    assertThat(reading.messages()).isEmpty();
  }

  @Test
  void templateInAVariable_isInline_onceItsBracketsAreUnescaped() {
    Template template =
        reading.withMembers(
            """
            "variables": {"$fxv#0": {"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
              "contentVersion": "1.0.0.0", "resources": [], "outputs": {"o": {"type": "int", "value": "[[add(1, 2)]"}}}},
            "resources": [
              {"type": "Microsoft.Resources/deployments", "apiVersion": "1", "name": "a", "properties": {"template": "[variables('$fxv#0')]"}},
              {"type": "microsoft.resources/Deployments", "apiVersion": "1", "name": "b", "properties": {"template": "[variables('$fxv#0')]"}}]\
            """);
    Source first = source(template.resources().get(0));
    Template inner = ((Source.Inline) first).template();
    assertThat(
            TemplateExpressionPrinter.of(Objects.requireNonNull(inner.outputs().get("o")).value()))
        .isEqualTo("add(1, 2)");
    assertThat(source(template.resources().get(1))).isEqualTo(first);
    assertThat(Objects.requireNonNull(template.resources().get(1).deployment()).innerScope())
        .isTrue();
    assertThat(reading.messages()).isEmpty();
  }

  @Test
  void templateOfAnotherExpression_isRemote_withAWarning() {
    assertThat(deployment("\"template\": \"[f()]\"").source()).isInstanceOf(Source.Remote.class);
    assertThat(reading.messages())
        .singleElement()
        .asString()
        .contains("warning `template` of resource `d` is an expression; its resources are unknown");
  }

  @Test
  void argumentsHaveValues_loopsAndExpressions() {
    NestedDeployment deployment =
        deployment(
            """
            "parameters": {
              "a": {"value": "[f()]"},
              "b": {"value": {"copy": [{"name": "x", "count": 2, "input": 1}]}},
              "c": {"copy": [{"name": "value", "count": 2, "input": "[copyIndex('value')]"}]},
              "d": "[if(g(), createObject('value', 1), createObject('value', null()))]",
              "e": "[g()]", "f": {"value": null}},\
            """
                + INNER);
    assertThat(deployment.parameters())
        .extracting(
            argument -> argument.name() + " " + TemplateExpressionPrinter.of(argument.value()))
        .containsExactly(
            "a f()",
            "b {'x': loop x 2 1}",
            "c loop value 2 copyIndex('value')",
            "d if(g(), 1, null())",
            "e g()['value']",
            "f null()");
    assertThat(reading.messages()).isEmpty();
  }

  @Test
  void allArguments_mayBeOneExpression() {
    NestedDeployment deployment = deployment("\"parameters\": \"[f()]\", " + INNER);
    assertThat(deployment.parameters())
        .singleElement()
        .satisfies(
            argument -> {
              assertThat(argument.name()).isNull();
              assertThat(TemplateExpressionPrinter.of(argument.value())).isEqualTo("f()");
            });
  }

  @Test
  void keyVaultReference_isACallOfGetSecret() {
    NestedDeployment deployment =
        deployment(
            """
            "parameters": {"a": {"reference": {"keyVault": {"id": "[f()]"}, "secretName": "s"}},
              "b": "[if(g(), createObject('reference', createObject('keyVault', createObject('id', h()), 'secretName', 't')), createObject('value', 1))]"},\
            """
                + INNER);
    assertThat(deployment.parameters())
        .extracting(argument -> TemplateExpressionPrinter.of(argument.value()))
        .containsExactly("getSecret(f(), 's')", "if(g(), getSecret(h(), 't'), 1)");
    assertThat(reading.messages()).isEmpty();
  }

  @Test
  void parametersLink_isUnknown_withAWarning() {
    NestedDeployment deployment =
        deployment("\"parametersLink\": {\"uri\": \"https://x/p.json\"}, " + INNER);
    assertThat(deployment.parameters().getFirst().name()).isNull();
    assertThat(reading.messages())
        .singleElement()
        .asString()
        .contains("warning the parameters of resource `d` come from a `parametersLink`");
  }

  @Test
  void body_isWithoutTemplateAndParameters() {
    ResourceDeclaration resource =
        reading
            .withResources(
                "{\"type\": \"Microsoft.Resources/deployments\", \"apiVersion\": \"1\", \"name\":"
                    + " \"d\", \"location\": \"l\", \"subscriptionId\": \"s\", \"resourceGroup\":"
                    + " \"g\",\"properties\": {\"mode\": \"Incremental\", \"parameters\": {}, "
                    + INNER
                    + "}}")
            .resources()
            .getFirst();
    assertThat(TemplateExpressionPrinter.of(resource.body()))
        .isEqualTo("<{\"location\":\"l\",\"properties\":{\"mode\":\"Incremental\"}}>");
    assertThat(TemplateExpressionPrinter.of(resource.subscription())).isEqualTo("'s'");
    assertThat(TemplateExpressionPrinter.of(resource.resourceGroup())).isEqualTo("'g'");
  }

  private NestedDeployment deployment(String properties) {
    ResourceDeclaration resource = reading.withDeployment(properties).resources().getFirst();
    return Objects.requireNonNull(resource.deployment());
  }

  private static Source source(ResourceDeclaration resource) {
    return Objects.requireNonNull(resource.deployment()).source();
  }
}
