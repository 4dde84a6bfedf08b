package dev.redoubt.policy.internal.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.policy.PolicyTestData;
import dev.redoubt.policy.syntax.ConditionOperator;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OperandComparisonTest {

  private static final List<String> TEXTS =
      List.of("a", "A", "ab", "b", "", "5", "true", "FALSE", "a*", "?#", "x1", "X1");

  private static List<Value> values() {
    List<Value> values = new ArrayList<>();
    TEXTS.forEach(text -> values.add(StringValue.of(text)));
    for (String json : List.of("5", "1.5", "true", "[\"a\", \"B\"]", "[1]", "[]", "{\"a\": 1}")) {
      values.add(PolicyTestData.json(json));
    }
    Unknown string = PolicyTestData.unknown("s", TypeHint.STRING);
    Unknown condition = PolicyTestData.unknown("c", TypeHint.BOOL);
    Value failure = Unknown.failure("wrong", Origin.NONE);
    values.add(string);
    values.add(PolicyTestData.unknown("x", TypeHint.ANY));
    values.add(PolicyTestData.unknown("i", TypeHint.INT));
    values.add(PolicyTestData.unknown("l", TypeHint.ARRAY));
    values.add(PolicyTestData.unknown("o", TypeHint.OBJECT));
    values.add(condition);
    values.add(Unknown.text(List.of(StringValue.of("a"), string), Origin.NONE));
    values.add(Unknown.choice(condition, StringValue.of("a"), StringValue.of("x1"), Origin.NONE));
    values.add(Unknown.choice(condition, NullValue.NULL, string, Origin.NONE));
    values.add(Unknown.choice(condition, failure, StringValue.of("a"), Origin.NONE));
    values.add(failure);
    values.add(ArrayValue.open(List.of(StringValue.of("a")), string, Origin.NONE));
    values.add(NullValue.NULL);
    return values;
  }

  private static OperandComparison with(ConditionOperator operator, Value operand) {
    return new OperandComparison(operator, new TemplateExpression.Literal(operand), false);
  }

  @ParameterizedTest
  @EnumSource(ConditionOperator.class)
  void preparedComparisonAgreesWithTheOperator(ConditionOperator operator) {
    for (Value operand : values()) {
      OperandComparison prepared = with(operator, operand);
      check(prepared, null, operand);
      for (Value value : values()) {
        check(prepared, value, operand);
      }
    }
  }

  private static void check(OperandComparison prepared, @Nullable Value value, Value operand) {
    ConditionOutcome expected = OperatorComparison.test(prepared.operator(), value, operand);
    assertThat(prepared.test(value, operand))
        .as("%s %s %s", value, prepared.operator(), operand)
        .isEqualTo(expected);
    // the binder leaves an operand that may fail as an expression
    if (!prepared.mayFail() && !containsFailure(value) && !containsFailure(operand)) {
      assertThat(expected.mayFail()).as("%s %s", prepared.operator(), operand).isFalse();
    }
  }

  private static boolean containsFailure(@Nullable Value value) {
    return value instanceof Unknown unknown && unknown.isInvalid();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "equals | \"a\" | false", "equals | [1] | false", "like | \"a\" | false",
        "notIn | [\"a\"] | false", "less | 5 | true", "greaterOrEquals | \"a\" | true",
        "exists | true | false", "exists | \"False\" | false", "exists | \"maybe\" | true",
        "exists | 5 | true",
      })
  void comparisonMayFailIfItOrdersOrHasAWrongOperand(String word, String operand, boolean mayFail) {
    ConditionOperator operator = Objects.requireNonNull(ConditionOperator.find(word));
    assertThat(with(operator, PolicyTestData.json(operand)).mayFail()).isEqualTo(mayFail);
  }

  @Test
  void comparisonWithAnExpressionMayFail() {
    TemplateExpression call = new TemplateExpression.Call("utcNow", List.of(), Origin.NONE);
    assertThat(new OperandComparison(ConditionOperator.EQUALS, call, false).mayFail()).isTrue();
    assertThat(new OperandComparison(ConditionOperator.EXISTS, call, false).mayFail()).isTrue();
  }

  @Test
  void locationIsNormalizedBefore() {
    TemplateExpression literal = new TemplateExpression.Literal(StringValue.of("East US"));
    OperandComparison location = new OperandComparison(ConditionOperator.EQUALS, literal, true);
    OperandComparison other = new OperandComparison(ConditionOperator.EQUALS, literal, false);
    Value value = StringValue.of("eastus");
    assertThat(location.test(value, value)).isEqualTo(ConditionOutcome.TRUE);
    assertThat(other.test(value, StringValue.of("East US"))).isEqualTo(ConditionOutcome.FALSE);
  }
}
