package dev.redoubt.policy.internal.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Problem;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import dev.redoubt.policy.PolicyTestData;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionBinderTest {

  private final List<Problem> problems = new ArrayList<>();
  private final ExpressionBinder binder =
      new ExpressionBinder(
          new TemplateSyntax(),
          Map.of("p", StringValue.of("value"), "list", PolicyTestData.json("[1, 2]")),
          problems);

  private @Nullable TemplateExpression bind(String json) {
    return binder.bind(PolicyTestData.json(json));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"[parameters('P')]\" | \"value\"",
        "\"[concat(parameters('p'), '-x')]\" | \"value-x\"",
        "\"[toUpper(concat(parameters('p'), '-x'))]\" | \"VALUE-X\"",
        "\"[parameters('list')[1]]\" | 2",
        "[\"[parameters('p')]\", 5] | [\"value\", 5]",
        "{\"[parameters('p')]\": \"[length(parameters('list'))]\"} | {\"value\": 2}",
        "\"plain\" | \"plain\"",
      })
  void partWithoutTheResourceIsEvaluated(String json, String expected) {
    assertThat(bind(json))
        .isInstanceOfSatisfying(
            TemplateExpression.Literal.class,
            literal -> assertThat(literal.value()).isEqualTo(PolicyTestData.json(expected)));
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"[field('name')]\"",
        "\"[current()]\"",
        "\"[utcNow()]\"",
        "\"[resourceGroup().name]\"",
        "\"[toUpper(field('name'))]\"",
        "[\"[field('name')]\"]",
        "{\"a\": \"[field('name')]\"}",
        "{\"[field('name')]\": 1}",
        // an error may be in a branch that is not evaluated
        "\"[substring('a', 0, 9)]\"",
        "\"[if(equals(field('name'), 'a'), substring('a', 0, 9), 'b')]\"",
      })
  void partThatDependsOnTheResourceStaysAnExpression(String json) {
    assertThat(bind(json)).isNotNull().isNotInstanceOf(TemplateExpression.Literal.class);
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"[parameters('q')]\" | the policy has no parameter `q`",
        "\"[parameters()]\" | `parameters` needs the name of a parameter",
        "\"[parameters('p', 'q')]\" | `parameters` needs the name of a parameter",
        "\"[parameters(5)]\" | `parameters` needs the name of a parameter",
        "\"[nothing('a')]\" | `nothing` is not a function of policies",
        "\"[reference('a')]\" | `reference` is not a function of policies",
        "\"[my.own('a')]\" | `my.own` is not a function of policies",
        "\"[map(parameters('list'), lambda('x', 1))]\" | policies have no lambdas",
        "\"[toUpper(nothing('a'))]\" | `nothing` is not a function of policies",
        "\"[field(parameters('q'))]\" | the policy has no parameter `q`",
        "\"[nothing('a').b]\" | `nothing` is not a function of policies",
        "[\"[nothing('a')]\"] | `nothing` is not a function of policies",
        "{\"a\": \"[nothing('a')]\"} | `nothing` is not a function of policies",
        "{\"[nothing('a')]\": 1} | `nothing` is not a function of policies",
      })
  void unknownNameIsReported(String json, String message) {
    assertThat(bind(json)).isNull();
    assertThat(problems).extracting(Problem::message).containsExactly(message);
  }

  @Test
  void invalidSyntaxIsReported() {
    assertThat(bind("\"[concat('a']\"")).isNull();
    assertThat(problems).hasSize(1);
  }

  @Test
  void constantMustNotDependOnTheResource() {
    Value constant =
        binder.bindConstant(PolicyTestData.json("\"[parameters('p')]\""), "the effect");
    assertThat(constant).isEqualTo(StringValue.of("value"));
    assertThat(binder.bindConstant(PolicyTestData.json("\"[field('name')]\""), "the effect"))
        .isNull();
    assertThat(binder.bindConstant(PolicyTestData.json("\"[parameters('q')]\""), "the effect"))
        .isNull();
    assertThat(problems)
        .extracting(Problem::message)
        .containsExactly(
            "the effect must not depend on the resource", "the policy has no parameter `q`");
  }

  @ParameterizedTest
  @ValueSource(strings = {"resourceGroup", "SUBSCRIPTION", "policy", "utcNow", "requestContext"})
  void contextFunctionIsFoundInAnyCase(String name) {
    assertThat(PolicyFunctions.surrounding(name)).isEqualToIgnoringCase(name);
    assertThat(PolicyFunctions.isContextual(name)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "addDays, true", "IPRANGECONTAINS, true", "concat, true", "resourceId, false",
    "listKeys, false", "newGuid, false", "variables, false", "none, false",
  })
  void templateFunctionsThatNeedADeploymentAreNotOfPolicies(String name, boolean found) {
    assertThat(PolicyFunctions.find(name) != null).isEqualTo(found);
    assertThat(PolicyFunctions.isContextual(name)).isFalse();
    assertThat(Objects.requireNonNullElse(PolicyFunctions.surrounding(name), "")).isEmpty();
  }
}
