package dev.redoubt.policy.soundness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.policy.ComplianceState;
import org.junit.jupiter.api.Test;

/// A short run of [SoundnessSearch] in every build; docs/mutation.md has the command of a long one.
class SoundnessTest {

  private static final int POLICIES = 1_500;

  @Test
  void definiteVerdictHoldsForEachConcretizationOfTheUnknowns() {
    SoundnessSearch search = new SoundnessSearch();
    SoundnessSearch.Counterexample wrong = search.run(20261127, POLICIES);
    assertThat(wrong).isNull();
    assertThat(search.states().keySet())
        .contains(
            ComplianceState.COMPLIANT,
            ComplianceState.NON_COMPLIANT,
            ComplianceState.NOT_APPLICABLE,
            ComplianceState.ERROR,
            ComplianceState.UNKNOWN);
  }
}
