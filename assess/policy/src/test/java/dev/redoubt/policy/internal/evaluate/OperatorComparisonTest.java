package dev.redoubt.policy.internal.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.policy.PolicyTestData;
import dev.redoubt.policy.syntax.ConditionOperator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorComparisonTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "equals | \"Enabled\" | \"enabled\" | TRUE",
        "equals | true | \"True\" | TRUE",
        "equals | 5 | \"5\" | TRUE",
        "equals | \"a\" | \"b\" | FALSE",
        "equals | [1,2] | [1,2] | TRUE",
        "equals | {\"a\":1} | {\"A\":1} | TRUE",
        "notEquals | \"a\" | \"b\" | TRUE",
        "notEquals | ABSENT | \"b\" | TRUE",
        "equals | ABSENT | \"b\" | FALSE",
        "equals | null | \"b\" | FALSE",
        "like | \"Standard_LRS\" | \"standard*\" | TRUE",
        "like | \"Standard_LRS\" | \"*_LRS\" | TRUE",
        "like | \"Standard_LRS\" | \"Premium*\" | FALSE",
        "like | \"vm-1\" | \"vm-?\" | UNKNOWN",
        "like | \"vm-12\" | \"vm-?\" | FALSE",
        "notLike | ABSENT | \"x*\" | TRUE",
        "match | \"ab12\" | \"??##\" | TRUE",
        "match | \"AB12\" | \"ab##\" | FALSE",
        "matchInsensitively | \"AB12\" | \"ab##\" | TRUE",
        "match | \"a-1\" | \"...\" | TRUE",
        "notMatch | \"abc\" | \"##\" | TRUE",
        "notMatchInsensitively | \"ABC\" | \"abc\" | FALSE",
        "contains | \"Microsoft.Storage\" | \"storage\" | TRUE",
        "contains | [\"a\",\"B\"] | \"b\" | TRUE",
        "notContains | [\"a\"] | \"b\" | TRUE",
        "contains | \"a*b\" | \"*\" | TRUE",
        "in | \"EastUS\" | [\"eastus\",\"westus\"] | TRUE",
        "in | ABSENT | [\"eastus\"] | FALSE",
        "notIn | \"x\" | [\"eastus\"] | TRUE",
        "containsKey | {\"Env\":1} | \"env\" | TRUE",
        "notContainsKey | {\"Env\":1} | \"owner\" | TRUE",
        "less | 3 | 5 | TRUE",
        "less | \"3\" | 5 | TRUE_OR_ERROR",
        "less | \"10\" | \"9\" | TRUE",
        "less | \"1.21\" | \"1.3\" | TRUE",
        "less | \"a-b\" | \"a_b\" | UNKNOWN",
        "greater | \"TLS1_2\" | \"TLS1_0\" | TRUE",
        "less | \"ab\" | \"AB1\" | TRUE",
        "less | true | 5 | ERROR",
        "exists | \"x\" | \"maybe\" | ERROR",
        "equals | {\"a\":null} | {\"b\":1} | FALSE",
        "equals | {\"a\":null} | {} | FALSE",
        "lessOrEquals | 5 | 5 | TRUE",
        "greater | 5 | 5 | FALSE",
        "greaterOrEquals | \"2026-01-02\" | \"2026-01-01T00:00:00Z\" | TRUE",
        "less | \"abc\" | 5 | ERROR",
        "exists | \"\" | true | TRUE",
        "exists | ABSENT | \"true\" | FALSE",
        "exists | null | false | TRUE",
      })
  void knownValuesCompareAsInAzure(
      String word, String left, String operand, ConditionOutcome truth) {
    assertThat(test(word, left, operand)).isEqualTo(truth);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "equals | \"?p\" | \"x\" | UNKNOWN",
        "notEquals | \"?p\" | \"x\" | UNKNOWN",
        "equals | \"?p\" | [1] | FALSE",
        "equals | \"?p\" | \"?p\" | TRUE",
        "exists | \"?p\" | true | TRUE",
        "exists | \"?p?\" | true | UNKNOWN",
        "like | \"?p\" | \"*\" | TRUE",
        "like | \"?p?\" | \"*\" | UNKNOWN",
        "in | \"?p\" | [\"a\"] | UNKNOWN",
        "in | \"a\" | [\"?p\",\"a\"] | TRUE",
        "in | \"b\" | [\"?p\",\"a\"] | UNKNOWN",
        "contains | [\"a\",\"?p\"] | \"a\" | TRUE",
        "contains | [\"a\",\"?p\"] | \"b\" | UNKNOWN",
        "equals | [\"?p\",1] | [\"a\",2] | FALSE",
        "greater | \"?p\" | 5 | ANY",
        "equals | \"?p\" | \"?q?\" | UNKNOWN",
        "in | \"?p\" | \"?q?\" | UNKNOWN",
        "exists | \"x\" | \"?q?\" | ANY",
        "contains | \"?p?\" | \"a\" | UNKNOWN",
        "containsKey | {\"a\":1} | \"?q\" | UNKNOWN",
        "containsKey | \"?p\" | \"a\" | FALSE",
      })
  void unknownValuesCompareInThreeValuedLogic(
      String word, String left, String operand, ConditionOutcome truth) {
    assertThat(test(word, left, operand)).isEqualTo(truth);
  }

  @ParameterizedTest
  @CsvSource({
    "equals, st-x-prod, UNKNOWN",
    "equals, other, FALSE",
    "notEquals, other, TRUE",
    "like, st*, TRUE",
    "like, st-*-prod, TRUE",
    "like, *prod, TRUE",
    "like, kv*, FALSE",
    "like, *abc*, UNKNOWN",
    "contains, -prod, TRUE",
    "contains, abc, UNKNOWN",
    "match, st-?-prod, UNKNOWN",
    "match, ##, FALSE",
  })
  void knownPartOfAStringIsUsed(String word, String operand, ConditionOutcome truth) {
    Value text =
        Unknown.text(
            List.of(
                StringValue.of("st-"),
                PolicyTestData.unknown("env", TypeHint.STRING),
                StringValue.of("-prod")),
            Origin.NONE);
    assertThat(OperatorComparison.test(operator(word), text, StringValue.of(operand)))
        .isEqualTo(truth);
  }

  @Test
  void branchesOfAChoiceAreJoined() {
    Value condition = PolicyTestData.unknown("c", TypeHint.BOOL);
    Value choice = Unknown.choice(condition, StringValue.of("a"), StringValue.of("b"), Origin.NONE);
    assertThat(OperatorComparison.test(ConditionOperator.EQUALS, choice, StringValue.of("c")))
        .isEqualTo(ConditionOutcome.FALSE);
    assertThat(OperatorComparison.test(ConditionOperator.EQUALS, choice, StringValue.of("a")))
        .isEqualTo(ConditionOutcome.UNKNOWN);
    assertThat(
            OperatorComparison.test(
                ConditionOperator.IN, choice, PolicyTestData.json("[\"a\",\"b\"]")))
        .isEqualTo(ConditionOutcome.TRUE);
  }

  private static ConditionOutcome test(String word, String left, String operand) {
    Value value = left.equals("ABSENT") ? null : PolicyTestData.json(left);
    return OperatorComparison.test(operator(word), value, PolicyTestData.json(operand));
  }

  private static ConditionOperator operator(String word) {
    return Objects.requireNonNull(ConditionOperator.find(word));
  }
}
