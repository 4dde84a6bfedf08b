package dev.redoubt.policy.internal.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.policy.PolicyTestData;
import dev.redoubt.policy.internal.evaluate.CountInterval.Failure;
import dev.redoubt.policy.syntax.ConditionOperator;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountIntervalTest {

  private static CountInterval interval(long least, long most) {
    return new CountInterval(least, most, Failure.NONE);
  }

  private static ConditionOutcome test(CountInterval count, String word, String operand) {
    ConditionOperator operator = Objects.requireNonNull(ConditionOperator.find(word));
    return count.test(operator, PolicyTestData.json(operand));
  }

  @ParameterizedTest
  @CsvSource({
    "TRUE, 1, 1, NONE",
    "FALSE, 0, 0, NONE",
    "UNKNOWN, 0, 1, NONE",
    "ERROR, 0, 0, CERTAIN",
    "FALSE_OR_ERROR, 0, 0, POSSIBLE",
    "TRUE_OR_ERROR, 1, 1, POSSIBLE",
    "ANY, 0, 1, POSSIBLE",
  })
  void elementCountsByTheOutcomeOfItsCondition(
      ConditionOutcome outcome, long least, long most, Failure failure) {
    assertThat(CountInterval.of(outcome)).isEqualTo(new CountInterval(least, most, failure));
  }

  @ParameterizedTest
  @CsvSource({
    "equals, 1, FALSE",
    "equals, 2, UNKNOWN",
    "equals, 4, UNKNOWN",
    "equals, 5, FALSE",
    "notEquals, 1, TRUE",
    "notEquals, 2, UNKNOWN",
    "notEquals, 5, TRUE",
    "less, 2, FALSE",
    "less, 3, UNKNOWN",
    "less, 4, UNKNOWN",
    "less, 5, TRUE",
    "lessOrEquals, 1, FALSE",
    "lessOrEquals, 2, UNKNOWN",
    "lessOrEquals, 3, UNKNOWN",
    "lessOrEquals, 4, TRUE",
    "lessOrEquals, 9223372036854775807, TRUE",
    "greater, 1, TRUE",
    "greater, 2, UNKNOWN",
    "greater, 3, UNKNOWN",
    "greater, 4, FALSE",
    "greater, 9223372036854775807, FALSE",
    "greaterOrEquals, 2, TRUE",
    "greaterOrEquals, 3, UNKNOWN",
    "greaterOrEquals, 4, UNKNOWN",
    "greaterOrEquals, 5, FALSE",
    "less, '\"x\"', ANY",
    "less, true, ERROR",
    "less, 2.5, UNKNOWN",
    "equals, '\"3\"', UNKNOWN",
    "equals, '\"x\"', FALSE",
    "in, '[1, 2]', UNKNOWN",
    "in, '[\"x\"]', FALSE",
    "exists, true, TRUE",
    "equals, '\"?q\"', UNKNOWN",
    "less, '\"?q?\"', ANY",
  })
  void twoToFourElementsCompareAsAnInterval(String word, String operand, ConditionOutcome outcome) {
    assertThat(test(interval(2, 4), word, operand)).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({
    "equals, 3, TRUE",
    "equals, 4, FALSE",
    "less, 4, TRUE",
    "greater, 2, TRUE",
    "in, '[1, 3]', TRUE",
    "equals, '\"3\"', TRUE",
    "less, 3.5, TRUE",
  })
  void exactNumberComparesAsANumber(String word, String operand, ConditionOutcome outcome) {
    assertThat(test(interval(3, 3), word, operand)).isEqualTo(outcome);
  }

  @Test
  void failureOfAnElementIsAFailureOfTheComparison() {
    assertThat(test(CountInterval.FAILED, "equals", "0")).isEqualTo(ConditionOutcome.ERROR);
    assertThat(test(CountInterval.of(ConditionOutcome.FALSE_OR_ERROR), "equals", "0"))
        .isEqualTo(ConditionOutcome.TRUE_OR_ERROR);
    assertThat(test(CountInterval.unbounded(true), "less", "0"))
        .isEqualTo(ConditionOutcome.FALSE_OR_ERROR);
    assertThat(test(CountInterval.unbounded(false), "less", "0")).isEqualTo(ConditionOutcome.FALSE);
  }

  @Test
  void sumAddsBothEndsAndKeepsTheWorseFailure() {
    assertThat(interval(1, 2).plus(interval(3, 5))).isEqualTo(interval(4, 7));
    CountInterval possible = new CountInterval(1, 1, Failure.POSSIBLE);
    assertThat(CountInterval.FAILED.plus(possible).failure()).isEqualTo(Failure.CERTAIN);
    assertThat(possible.plus(CountInterval.FAILED).failure()).isEqualTo(Failure.CERTAIN);
    assertThat(possible.plus(CountInterval.ONE).failure()).isEqualTo(Failure.POSSIBLE);
    assertThat(CountInterval.ONE.plus(possible).failure()).isEqualTo(Failure.POSSIBLE);
  }

  @Test
  void sumWithAnUnknownNumberHasNoMaximum() {
    CountInterval unbounded = CountInterval.unbounded(false);
    assertThat(unbounded.plus(CountInterval.ONE)).isEqualTo(interval(1, CountInterval.UNBOUNDED));
    assertThat(CountInterval.ONE.plus(unbounded)).isEqualTo(interval(1, CountInterval.UNBOUNDED));
    assertThat(test(unbounded.plus(CountInterval.ONE), "less", "1000"))
        .isEqualTo(ConditionOutcome.UNKNOWN);
    assertThat(test(unbounded.plus(CountInterval.ONE), "greater", "0"))
        .isEqualTo(ConditionOutcome.TRUE);
  }

  @Test
  void joinContainsBothAndMayFailIfOneDoes() {
    assertThat(interval(3, 5).join(interval(1, 4))).isEqualTo(interval(1, 5));
    assertThat(CountInterval.FAILED.join(CountInterval.FAILED).failure())
        .isEqualTo(Failure.CERTAIN);
    assertThat(CountInterval.FAILED.join(CountInterval.NONE).failure()).isEqualTo(Failure.POSSIBLE);
    assertThat(CountInterval.NONE.join(CountInterval.ONE).failure()).isEqualTo(Failure.NONE);
  }

  @Test
  void isWrittenAsANumberOrARange() {
    assertThat(interval(3, 3)).hasToString("3");
    assertThat(interval(1, 3)).hasToString("1 to 3");
    assertThat(interval(2, CountInterval.UNBOUNDED)).hasToString("at least 2");
  }
}
