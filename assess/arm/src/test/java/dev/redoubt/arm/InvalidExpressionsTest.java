package dev.redoubt.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests that an expression that fails has no value and no type, also as part of another one.
class InvalidExpressionsTest {

  private static Value evaluated(String expression) {
    return ExpandedTestTemplate.of(
            """
            { "parameters": { "b": { "type": "bool" }, "s": { "type": "string" } },
              "outputs": { "o": { "type": "string", "value": "[%s]" } } }
            """
                .formatted(expression))
        .output("o");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int('x')",
        "add(int('x'), 1)",
        "toLower(string(int('x')))",
        "concat('a', string(int('x')))",
        "concat('a', substring('a', 2))",
        "length(substring('a', 2))",
        "string(createObject('a', int('x')))",
        "equals(int('x'), 1)",
        "not(equals(int('x'), 1))",
        "contains('abc', substring('a', 2))",
        "indexOf(createArray(), substring('a', 2))",
        "startsWith(substring('a', 2), 'a')",
        "if(parameters('b'), int('x'), 1)",
        "add(if(parameters('b'), 0, int('x')), 1)",
        "int(if(parameters('b'), 'x', '1'))",
        "length(if(equals(int('x'), 1), 'a', 'bc'))",
        "coalesce(int('x'), 1)"
      })
  void haveNoType(String expression) {
    assertThat(evaluated(expression))
        .isInstanceOfSatisfying(
            Unknown.class,
            unknown -> {
              assertThat(unknown.type()).isEqualTo(TypeHint.ANY);
              assertThat(unknown.as(TypeHint.STRING).type()).isEqualTo(TypeHint.ANY);
              assertThat(unknown.isInvalid()).isTrue();
              assertThat(unknown.causes())
                  .anyMatch(cause -> cause.kind() == UnknownCause.Kind.INVALID_EXPRESSION);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "equals(add(int('x'), 1), 'a')",
        "equals(int(if(parameters('b'), 'x', 'y')), 'a')",
        "contains(createArray('a'), add(int('x'), 1))",
        "empty(concat('a', string(int('x'))))",
        "greater(length(substring('a', 2)), -1)"
      })
  void settleNothing(String expression) {
    assertThat(evaluated(expression)).isInstanceOf(Unknown.class);
  }

  @Test
  void validBranches_areStillEvaluated() {
    assertThat(evaluated("toUpper(if(parameters('b'), substring('a', 2), 'b'))"))
        .hasToString(
            "\"[if(parameters('b'), toUpper(fail('`substring`: start 2 and length 0"
                + " must be within the string of 1 characters')), 'B')]\"");
    assertThat(evaluated("if(false(), int('x'), 'a')")).hasToString("\"a\"");
    assertThat(evaluated("or(true(), equals(int('x'), 1))")).hasToString("true");
  }

  @Test
  void conditionOfTheWrongType_isNoError_ifAnEarlierOneMayDecide() {
    var expanded =
        ExpandedTestTemplate.of(
            """
            { "parameters": { "b": { "type": "bool" } },
              "outputs": { "o": { "type": "bool", "value": "[or(parameters('b'), 'text')]" },
                           "p": { "type": "bool", "value": "[or(false(), 'text')]" } } }
            """);
    assertThat(expanded.output("o")).isInstanceOf(Unknown.class);
    assertThat(expanded.messages())
        .singleElement()
        .satisfies(message -> assertThat(message).contains("argument 2 must be bool"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "first(concat(parameters('a'), createArray('z'))) first(concat(createArray('z'),"
            + " parameters('a')))",
        "length(union(parameters('a'), createArray())) length(parameters('a'))",
        "first(union(parameters('a'), createArray('z'))) first(union(createArray('z'),"
            + " parameters('a')))",
        "last(filter(createArray('x', parameters('s'), 'y'), lambda('e', less(lambdaVariables('e'),"
            + " 'y')))) last(filter(createArray(parameters('s'), 'x', 'y'), lambda('e',"
            + " less(lambdaVariables('e'), 'y'))))"
      })
  void arraysThatDifferInOrderOrRepetition_areNotEqual(String pair) {
    String[] both = pair.split("\\) (?=first|length|last)", 2);
    var expanded =
        ExpandedTestTemplate.of(
            """
            { "parameters": { "a": { "type": "array" }, "s": { "type": "string" } },
              "outputs": { "o": { "type": "bool", "value": "[equals(%s), %s)]" } } }
            """
                .formatted(both[0], both[1]));
    assertThat(expanded.output("o")).isInstanceOf(Unknown.class);
  }

  @Test
  void equalExpressionsOfAnArray_areEqual() {
    var expanded =
        ExpandedTestTemplate.of(
            """
            { "parameters": { "a": { "type": "array" } },
              "outputs": { "o": { "type": "bool", "value":
                "[equals(first(concat(parameters('a'), createArray('z'))), first(concat(parameters('a'), createArray('z'))))]" } } }
            """);
    assertThat(expanded.output("o")).hasToString("true");
  }
}
