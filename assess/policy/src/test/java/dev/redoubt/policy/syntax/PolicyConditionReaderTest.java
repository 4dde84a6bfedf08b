package dev.redoubt.policy.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Problem;
import dev.redoubt.policy.PolicyTestData;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyConditionReaderTest {

  private final List<Problem> problems = new ArrayList<>();

  private @Nullable PolicyCondition read(String json) {
    return new PolicyConditionReader(problems).read(PolicyTestData.json(json));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[] | a condition must be an object, not array",
        "{\"not\": 5} | a condition must be an object, not int",
        "{\"allOf\": [], \"anyOf\": []}"
            + " | `allOf`, `anyOf` or `not` must be the only member; found `allOf`, `anyOf`",
        "{\"anyOf\": [], \"field\": \"name\"}"
            + " | `allOf`, `anyOf` or `not` must be the only member; found `anyOf`, `field`",
        "{\"allOf\": {}} | `allOf` must be an array of conditions, not object",
        "{\"anyOf\": {}} | `anyOf` must be an array of conditions, not object",
        "{\"field\": \"name\", \"equals\": \"a\", \"like\": \"b\"}"
            + " | `like` is not expected in this condition",
        "{\"field\": \"name\", \"value\": \"x\", \"equals\": \"a\"}"
            + " | `value` is not expected in this condition",
        "{\"field\": \"name\", \"equal\": \"a\"} | `equal` is not expected in this condition",
        "{\"source\": \"action\", \"equals\": \"a\"} | `source` is not expected in this condition",
        "{\"equals\": \"a\"} | a condition needs `field`, `value` or `count`",
        "{\"field\": \"name\"} | a condition needs an operator such as `equals`",
        "{\"field\": 5, \"equals\": \"a\"} | `field` must be a string, not int",
        "{\"count\": \"x\", \"equals\": 1} | `count` must be an object with `field` or `value`",
        "{\"count\": {}, \"equals\": 1} | `count` needs `field` or `value`",
        "{\"count\": {\"field\": \"a[*]\", \"value\": []}, \"equals\": 1}"
            + " | `count` must have either `field` or `value`, not both",
        "{\"count\": {\"field\": \"a[*]\", \"filter\": {}}, \"equals\": 1}"
            + " | `filter` is not expected in `count`",
        "{\"count\": {\"value\": [], \"name\": 5}, \"equals\": 1}"
            + " | `name` must be a string, not int",
        "{\"count\": {\"field\": \"a[*]\", \"name\": \"n\"}, \"equals\": 1}"
            + " | `name` needs `value`, not `field`, in `count`",
        "{\"count\": {\"field\": 5}, \"equals\": 1} | `field` must be a string, not int",
        "{\"count\": {\"field\": \"a[*]\", \"where\": {\"field\": \"name\"}}, \"equals\": 1}"
            + " | a condition needs an operator such as `equals`",
      })
  void invalidConditionIsReportedOnce(String json, String message) {
    assertThat(read(json)).isNull();
    assertThat(problems).extracting(Problem::message).containsExactly(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"allOf", "anyOf"})
  void oneInvalidConditionMakesTheWholeListInvalid(String operator) {
    String valid = "{\"field\": \"name\", \"equals\": \"a\"}";
    String invalid = "{\"field\": \"name\"}";
    assertThat(read("{\"" + operator + "\": [" + invalid + ", " + valid + "]}")).isNull();
    assertThat(problems).hasSize(1);
  }

  @Test
  void logicalOperatorsKeepTheirConditionsInOrder() {
    String name = "{\"field\": \"name\", \"equals\": \"a\"}";
    String kind = "{\"field\": \"kind\", \"like\": \"b\"}";
    assertThat(read("{\"allOf\": [" + name + ", " + kind + "]}"))
        .isInstanceOfSatisfying(
            PolicyCondition.AllOf.class,
            all ->
                assertThat(all.conditions())
                    .extracting(each -> ((PolicyCondition.Test) each).operator())
                    .containsExactly(ConditionOperator.EQUALS, ConditionOperator.LIKE));
    assertThat(read("{\"anyOf\": [" + name + "]}"))
        .isInstanceOfSatisfying(
            PolicyCondition.AnyOf.class, any -> assertThat(any.conditions()).hasSize(1));
    assertThat(read("{\"not\": " + kind + "}")).isInstanceOf(PolicyCondition.Not.class);
    assertThat(problems).isEmpty();
  }

  @Test
  void namesOfMembersIgnoreCase() {
    PolicyCondition read = read("{\"VALUE\": 1, \"Equals\": 2}");
    assertThat(read)
        .isInstanceOfSatisfying(
            PolicyCondition.Test.class,
            test -> {
              assertThat(test.subject()).isInstanceOf(ConditionSubject.Computed.class);
              assertThat(test.operand()).isEqualTo(PolicyTestData.json("2"));
            });
    assertThat(
            read(
                "{\"count\": {\"FIELD\": \"a[*]\", \"Where\": {\"field\": \"name\","
                    + " \"equals\": \"x\"}}, \"equals\": 2}"))
        .isNotNull();
    assertThat(problems).isEmpty();
  }

  @Test
  void countOfValuesHasItsNameAndItsCondition() {
    PolicyCondition read =
        read(
            """
            {"count": {"value": ["a"], "name": "n",
              "where": {"value": "[current('n')]", "equals": "a"}}, "greater": 0}
            """);
    assertThat(read)
        .isInstanceOfSatisfying(
            PolicyCondition.Test.class,
            test ->
                assertThat(test.subject())
                    .isInstanceOfSatisfying(
                        ConditionSubject.ValueCount.class,
                        count -> {
                          assertThat(count.name()).isEqualTo("n");
                          assertThat(count.where()).isNotNull();
                        }));
  }

  @ParameterizedTest
  @CsvSource({
    "{\"not\": , }",
    "{\"allOf\": [, ]}",
    "{\"anyOf\": [, ]}",
    "'{\"count\": {\"value\": [], \"where\": ',' }, \"equals\": 1}'",
  })
  void conditionsMayBeNestedAHundredLevelsAndNotMore(String before, String after) {
    String leaf = "{\"field\": \"name\", \"equals\": \"a\"}";
    assertThat(read(before.repeat(100) + leaf + after.repeat(100))).isNotNull();
    assertThat(problems).isEmpty();
    assertThat(read(before.repeat(101) + leaf + after.repeat(101))).isNull();
    assertThat(problems)
        .extracting(Problem::message)
        .containsExactly("conditions are nested more than 100 levels");
  }

  @ParameterizedTest
  @EnumSource(ConditionOperator.class)
  void operatorIsFoundByItsWordInAnyCase(ConditionOperator operator) {
    assertThat(ConditionOperator.find(operator.word())).isEqualTo(operator);
    assertThat(ConditionOperator.find(operator.word().toUpperCase(java.util.Locale.ROOT)))
        .isEqualTo(operator);
    assertThat(operator.isNegation()).isEqualTo(operator.word().startsWith("not"));
    assertThat(operator.positive().isNegation()).isFalse();
  }
}
