package dev.redoubt.policy.internal.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.findings.TruthValue;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConditionOutcomeTest {

  @ParameterizedTest
  @CsvSource({
    "FALSE, FALSE, FALSE",
    "FALSE, TRUE, FALSE",
    "TRUE, TRUE, TRUE",
    "UNKNOWN, FALSE, FALSE",
    "UNKNOWN, TRUE, UNKNOWN",
    "UNKNOWN, UNKNOWN, UNKNOWN",
    "FALSE, ERROR, FALSE_OR_ERROR",
    "TRUE, ERROR, ERROR",
    "UNKNOWN, ERROR, FALSE_OR_ERROR",
    "ERROR, ERROR, ERROR",
    "FALSE_OR_ERROR, TRUE, FALSE_OR_ERROR",
    "TRUE_OR_ERROR, TRUE, TRUE_OR_ERROR",
    "TRUE_OR_ERROR, FALSE, FALSE_OR_ERROR",
    "TRUE_OR_ERROR, UNKNOWN, ANY",
    "ANY, TRUE, ANY",
    "ANY, FALSE, FALSE_OR_ERROR",
  })
  void allOfIsFalseIfOnePartIsAndAnErrorIsNeverLost(
      ConditionOutcome left, ConditionOutcome right, ConditionOutcome both) {
    assertThat(left.and(right)).isEqualTo(both);
    assertThat(right.and(left)).isEqualTo(both);
  }

  @ParameterizedTest
  @CsvSource({
    "FALSE, FALSE, FALSE",
    "FALSE, TRUE, TRUE",
    "UNKNOWN, FALSE, UNKNOWN",
    "UNKNOWN, TRUE, TRUE",
    "TRUE, ERROR, TRUE_OR_ERROR",
    "FALSE, ERROR, ERROR",
    "UNKNOWN, ERROR, TRUE_OR_ERROR",
    "FALSE_OR_ERROR, FALSE, FALSE_OR_ERROR",
    "FALSE_OR_ERROR, TRUE, TRUE_OR_ERROR",
    "ANY, TRUE, TRUE_OR_ERROR",
    "ANY, FALSE, ANY",
  })
  void anyOfIsTrueIfOnePartIsAndAnErrorIsNeverLost(
      ConditionOutcome left, ConditionOutcome right, ConditionOutcome either) {
    assertThat(left.or(right)).isEqualTo(either);
    assertThat(right.or(left)).isEqualTo(either);
  }

  @ParameterizedTest
  @CsvSource({
    "FALSE, TRUE",
    "UNKNOWN, UNKNOWN",
    "ERROR, ERROR",
    "FALSE_OR_ERROR, TRUE_OR_ERROR",
    "ANY, ANY",
  })
  void notKeepsAnError(ConditionOutcome outcome, ConditionOutcome negated) {
    assertThat(outcome.not()).isEqualTo(negated);
    assertThat(negated.not()).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({
    "FALSE, FALSE, TRUE",
    "TRUE, TRUE, TRUE",
    "UNKNOWN, UNKNOWN, FALSE",
    "ERROR, UNKNOWN, TRUE",
    "FALSE_OR_ERROR, UNKNOWN, FALSE",
    "TRUE_OR_ERROR, UNKNOWN, FALSE",
    "ANY, UNKNOWN, FALSE",
  })
  void onlyASingleOutcomeIsDefinite(ConditionOutcome outcome, TruthValue truth, boolean definite) {
    assertThat(outcome.truth()).isEqualTo(truth);
    assertThat(outcome.isDefinite()).isEqualTo(definite);
  }

  @ParameterizedTest
  @EnumSource(ConditionOutcome.class)
  void deMorganHoldsForAllOutcomes(ConditionOutcome left) {
    for (ConditionOutcome right : ConditionOutcome.values()) {
      assertThat(left.and(right).not()).isEqualTo(left.not().or(right.not()));
      assertThat(members(left.join(right)))
          .containsExactlyInAnyOrderElementsOf(union(members(left), members(right)));
    }
  }

  private static Set<ConditionOutcome> union(
      Set<ConditionOutcome> left, Set<ConditionOutcome> right) {
    Set<ConditionOutcome> all = EnumSet.copyOf(left);
    all.addAll(right);
    return all;
  }

  private static Set<ConditionOutcome> members(ConditionOutcome outcome) {
    Set<ConditionOutcome> members = EnumSet.noneOf(ConditionOutcome.class);
    if (outcome.mayBeFalse()) {
      members.add(ConditionOutcome.FALSE);
    }
    if (outcome.mayBeTrue()) {
      members.add(ConditionOutcome.TRUE);
    }
    if (outcome.mayFail()) {
      members.add(ConditionOutcome.ERROR);
    }
    return members;
  }

  @Test
  void truthValueIsAnOutcomeWithoutErrors() {
    assertThat(ConditionOutcome.of(TruthValue.UNKNOWN)).isEqualTo(ConditionOutcome.UNKNOWN);
    assertThat(ConditionOutcome.of(TruthValue.TRUE)).isEqualTo(ConditionOutcome.TRUE);
    assertThat(ConditionOutcome.of(TruthValue.FALSE)).isEqualTo(ConditionOutcome.FALSE);
    assertThat(ConditionOutcome.of(true)).isEqualTo(ConditionOutcome.TRUE);
    assertThat(ConditionOutcome.of(false)).isEqualTo(ConditionOutcome.FALSE);
  }
}
