package dev.redoubt.policy.internal.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.ObjectValue;
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
import org.junit.jupiter.params.provider.EnumSource;

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
        "exists | \"x\" | \"True\" | TRUE",
        "exists | \"x\" | \"FALSE\" | FALSE",
        "exists | \"x\" | [] | ERROR",
        "exists | [] | true | TRUE",
        "lessOrEquals | 6 | 5 | FALSE",
        "greaterOrEquals | 4 | 5 | FALSE",
        "greaterOrEquals | 5 | 5 | TRUE",
        "less | 5 | 5 | FALSE",
        "less | 6 | 5 | FALSE",
        "greater | 6 | 5 | TRUE",
        "greater | 4 | 5 | FALSE",
        "less | 1.5 | 2 | TRUE",
        "less | ABSENT | 5 | FALSE",
        "greater | null | 5 | FALSE",
        "greaterOrEquals | 5 | \"4\" | TRUE_OR_ERROR",
        "less | [1] | 5 | ERROR",
        "less | \"2026-01-31\" | \"2026-02-01\" | TRUE",
        "greater | \"2026-02-01T00:00:00+01:00\" | \"2026-01-31T22:00:00Z\" | TRUE",
        "less | \"b\" | \"2026-02-01\" | FALSE",
        "like | null | \"*\" | FALSE",
        "like | [\"a\"] | \"*\" | FALSE",
        "like | \"a\" | [\"*\"] | FALSE",
        "like | 5 | \"5*\" | TRUE",
        "notMatch | ABSENT | \"a\" | TRUE",
        "contains | ABSENT | \"a\" | FALSE",
        "contains | null | \"\" | FALSE",
        "contains | \"abc\" | [\"a\"] | FALSE",
        "contains | {\"a\":1} | \"a\" | FALSE",
        "contains | 15 | 5 | TRUE",
        "in | \"a\" | \"A\" | TRUE",
        "in | \"a\" | \"b\" | FALSE",
        "in | null | [null] | TRUE",
        "in | 5 | [\"5\"] | TRUE",
        "containsKey | [\"a\"] | \"a\" | FALSE",
        "containsKey | ABSENT | \"a\" | FALSE",
        "containsKey | {\"5\":1} | 5 | TRUE",
        "containsKey | {\"a\":1} | [\"a\"] | FALSE",
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
        "containsKey | \"?p?\" | \"a\" | UNKNOWN",
        "containsKey | [] | \"?q\" | FALSE",
        "equals | \"5\" | \"?q\" | UNKNOWN",
        "notIn | \"a\" | [\"?p\",\"a\"] | FALSE",
        "in | \"a\" | \"?q\" | UNKNOWN",
        "in | [1] | \"?q\" | UNKNOWN",
        "in | [1] | [\"?p\"] | FALSE",
        "notIn | \"a\" | \"?q?\" | UNKNOWN",
        "like | \"a\" | \"?q\" | UNKNOWN",
        "like | ABSENT | \"?q\" | FALSE",
        "contains | \"abc\" | \"?q\" | UNKNOWN",
        "contains | [] | \"?q\" | FALSE",
        "contains | {} | \"?q\" | FALSE",
        "contains | \"?p\" | [\"a\"] | FALSE",
        "notContains | [\"a\",\"?p\"] | \"a\" | FALSE",
        "exists | \"?p\" | false | FALSE",
        "exists | \"?p?\" | \"x\" | ERROR",
        "less | \"?p\" | \"a\" | UNKNOWN",
        "less | \"a\" | \"?q\" | UNKNOWN",
        "less | \"?p?\" | \"a\" | ANY",
        "less | \"a\" | \"?q?\" | ANY",
        "less | \"?p?\" | 1.5 | ANY",
        "less | 1.5 | \"?q?\" | ANY",
        "less | \"?p\" | 1.5 | ANY",
        "less | 1.5 | \"?q\" | ANY",
        "less | 5 | \"?q\" | ANY",
        "less | \"?p\" | [1] | ERROR",
        "less | [1] | \"?q\" | ERROR",
        "less | true | \"?q\" | ERROR",
        "less | ABSENT | \"?q?\" | FALSE",
      })
  void unknownValuesCompareInThreeValuedLogic(
      String word, String left, String operand, ConditionOutcome truth) {
    assertThat(test(word, left, operand)).isEqualTo(truth);
  }

  @ParameterizedTest
  @CsvSource({
    "INT, less, 5, UNKNOWN",
    "INT, less, 1.5, UNKNOWN",
    "INT, less, '\"5\"', ANY",
    "INT, less, '\"?q\"', ANY",
    "INT, less, true, ERROR",
    "BOOL, less, 5, ERROR",
    "ARRAY, less, 5, ERROR",
    "ANY, less, 5, ANY",
    "BOOL, exists, true, TRUE",
    "ARRAY, like, '\"*\"', FALSE",
    "OBJECT, like, '\"*\"', FALSE",
    "INT, like, '\"*\"', UNKNOWN",
    "BOOL, match, '\"???\"', UNKNOWN",
    "OBJECT, contains, '\"a\"', FALSE",
    "ARRAY, contains, '\"a\"', UNKNOWN",
    "INT, contains, '\"a\"', UNKNOWN",
    "OBJECT, containsKey, '\"a\"', UNKNOWN",
    "ARRAY, containsKey, '\"a\"', FALSE",
  })
  void typeOfAnUnknownDecidesWhatItCanBe(
      TypeHint type, String word, String operand, ConditionOutcome outcome) {
    assertThat(
            OperatorComparison.test(
                operator(word), PolicyTestData.unknown("p", type), PolicyTestData.json(operand)))
        .isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({
    "BOOL, UNKNOWN",
    "ANY, ANY",
    "STRING, ANY",
  })
  void existsWithAnUnknownOperandIsUnknownIfItIsABoolean(TypeHint type, ConditionOutcome outcome) {
    assertThat(
            OperatorComparison.test(
                ConditionOperator.EXISTS, StringValue.of("x"), PolicyTestData.unknown("q", type)))
        .isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({
    "less, STRING, UNKNOWN",
    "less, INT, ANY",
    "less, BOOL, ERROR",
    "less, ARRAY, ERROR",
    "less, ANY, ANY",
  })
  void orderOfAStringAndAnUnknownDependsOnItsType(
      String word, TypeHint type, ConditionOutcome outcome) {
    assertThat(
            OperatorComparison.test(
                operator(word), StringValue.of("a"), PolicyTestData.unknown("q", type)))
        .isEqualTo(outcome);
  }

  @Test
  void openArrayMayHaveAnyFurtherElement() {
    Value open =
        ArrayValue.open(
            List.of(StringValue.of("a")),
            PolicyTestData.unknown("rest", TypeHint.ARRAY),
            Origin.NONE);
    assertThat(OperatorComparison.test(ConditionOperator.CONTAINS, open, StringValue.of("a")))
        .isEqualTo(ConditionOutcome.TRUE);
    assertThat(OperatorComparison.test(ConditionOperator.CONTAINS, open, StringValue.of("b")))
        .isEqualTo(ConditionOutcome.UNKNOWN);
    assertThat(OperatorComparison.test(ConditionOperator.IN, StringValue.of("A"), open))
        .isEqualTo(ConditionOutcome.TRUE);
    assertThat(OperatorComparison.test(ConditionOperator.IN, StringValue.of("b"), open))
        .isEqualTo(ConditionOutcome.UNKNOWN);
    assertThat(OperatorComparison.test(ConditionOperator.NOT_IN, StringValue.of("b"), open))
        .isEqualTo(ConditionOutcome.UNKNOWN);
    assertThat(OperatorComparison.test(ConditionOperator.LIKE, open, StringValue.of("*")))
        .isEqualTo(ConditionOutcome.FALSE);
  }

  @Test
  void openObjectMayHaveAnyFurtherKey() {
    Value open =
        ObjectValue.builder()
            .put("a", "x")
            .rest(PolicyTestData.unknown("rest", TypeHint.OBJECT))
            .build();
    assertThat(OperatorComparison.test(ConditionOperator.CONTAINS_KEY, open, StringValue.of("A")))
        .isEqualTo(ConditionOutcome.TRUE);
    assertThat(OperatorComparison.test(ConditionOperator.CONTAINS_KEY, open, StringValue.of("b")))
        .isEqualTo(ConditionOutcome.UNKNOWN);
  }

  @ParameterizedTest
  @EnumSource(ConditionOperator.class)
  void failureOnEitherSideIsAnError(ConditionOperator operator) {
    Value failure = Unknown.failure("wrong", Origin.NONE);
    Value text = StringValue.of("true");
    assertThat(OperatorComparison.test(operator, failure, text)).isEqualTo(ConditionOutcome.ERROR);
    assertThat(OperatorComparison.test(operator, text, failure)).isEqualTo(ConditionOutcome.ERROR);
    Value mayFail =
        Unknown.choice(PolicyTestData.unknown("c", TypeHint.BOOL), failure, text, Origin.NONE);
    assertThat(OperatorComparison.test(operator, mayFail, text))
        .isEqualTo(OperatorComparison.test(operator, text, text).join(ConditionOutcome.ERROR));
    assertThat(OperatorComparison.test(operator, text, mayFail))
        .isEqualTo(OperatorComparison.test(operator, text, text).join(ConditionOutcome.ERROR));
  }

  @ParameterizedTest
  @EnumSource(ConditionOperator.class)
  void onlyFourOperatorsOrder(ConditionOperator operator) {
    assertThat(OperatorComparison.isOrdering(operator))
        .isEqualTo(operator.word().startsWith("less") || operator.word().startsWith("greater"));
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
