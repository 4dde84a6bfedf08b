package dev.redoubt.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.access.Persona;
import dev.redoubt.scan.ScanVerdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Properties of all decisions, checked on seeded random input.
class GateEvaluatorPropertyTest {

  private static final int ROUNDS = 3_000;

  private static final GatePolicy POLICY =
      TestGatePolicies.production(
          """
          scan: {worst: suspicious, maxAge: 30d}
          signature: {by: [registry]}
          attestations:
            - {predicateType: https://in-toto.io/attestation/test-result/v0.1, by: [pipeline]}
          metrics:
            - {name: auc, min: 0.8}
          approvals: {count: 2, personas: [model-reviewer], maxAge: 30d}
          """);

  private static Attester somebody(Random random) {
    String name = List.of("alice", "bob", "carol", "dave").get(random.nextInt(4));
    return switch (random.nextInt(6)) {
      case 0 -> EvidenceBuilder.demo(name);
      case 1 -> EvidenceBuilder.person(name, Persona.DATA_SCIENTIST);
      case 2 -> EvidenceBuilder.PIPELINE;
      default -> EvidenceBuilder.reviewer(name);
    };
  }

  /// Evidence that is in favor of the model, or irrelevant.
  private static void good(EvidenceBuilder given, Random random) {
    switch (random.nextInt(6)) {
      case 0 -> given.scan(random.nextBoolean() ? ScanVerdict.CLEAN : ScanVerdict.SUSPICIOUS);
      case 1 -> given.signed();
      case 2 ->
          given.tested(
              random.nextBoolean() ? EvidenceClaim.Outcome.PASSED : EvidenceClaim.Outcome.WARNED);
      case 3 ->
          given.statement(
              somebody(random),
              EvidenceBuilder.FAIRNESS,
              EvidenceClaim.Outcome.NONE,
              Map.of("auc", 0.85));
      default -> given.approved(somebody(random));
    }
  }

  private static void bad(EvidenceBuilder given, Random random) {
    switch (random.nextInt(5)) {
      case 0 -> given.scan(random.nextBoolean() ? ScanVerdict.UNREADABLE : ScanVerdict.MALICIOUS);
      case 1 -> given.tested(EvidenceClaim.Outcome.FAILED);
      case 2 ->
          given.statement(
              somebody(random),
              EvidenceBuilder.FAIRNESS,
              EvidenceClaim.Outcome.NONE,
              Map.of("auc", 0.7));
      case 3 -> given.rejected(somebody(random));
      default -> {
        if (!given.all.isEmpty()) {
          Evidence one = given.all.get(random.nextInt(given.all.size()));
          // Withdrawing a rejection or a failure is in favor of the model.
          boolean good = one.claim() instanceof EvidenceClaim.Approval;
          given.withdrawn(one.by(), good ? one.id() : 1_000_000);
        }
      }
    }
  }

  private static EvidenceBuilder any(Random random) {
    EvidenceBuilder given = new EvidenceBuilder();
    if (random.nextBoolean()) {
      given.scan(ScanVerdict.CLEAN).signed().tested(EvidenceClaim.Outcome.PASSED);
      given.statement(
          EvidenceBuilder.PIPELINE,
          EvidenceBuilder.FAIRNESS,
          EvidenceClaim.Outcome.NONE,
          Map.of("auc", 0.9));
      given.approved(EvidenceBuilder.reviewer("bob")).approved(EvidenceBuilder.reviewer("carol"));
    }
    int count = random.nextInt(14);
    for (int i = 0; i < count; i++) {
      if (random.nextInt(6) == 0) {
        bad(given, random);
      } else {
        good(given, random);
      }
      if (random.nextInt(8) == 0) {
        given.later(Duration.ofDays(random.nextInt(20)));
      }
    }
    return given;
  }

  @Test
  void favorableEvidenceNeverTurnsPassIntoFailure() {
    int passed = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      Random random = new Random(seed);
      EvidenceBuilder given = any(random);
      boolean before = given.decide(POLICY).allowed();
      good(given, random);
      boolean after = given.decide(POLICY).allowed();
      assertThat(after || !before).as("seed %d: %s", seed, given.all).isTrue();
      passed += before ? 1 : 0;
    }
    assertThat(passed).as("rounds that mean something").isGreaterThan(100);
  }

  @Test
  void unfavorableEvidenceNeverTurnsFailureIntoPass() {
    int held = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      Random random = new Random(seed);
      EvidenceBuilder given = any(random);
      boolean before = given.decide(POLICY).allowed();
      bad(given, random);
      boolean after = given.decide(POLICY).allowed();
      assertThat(before || !after).as("seed %d: %s", seed, given.all).isTrue();
      held += before && !after ? 1 : 0;
    }
    assertThat(held).as("rounds that mean something").isGreaterThan(100);
  }

  @Test
  void passingTimeNeverTurnsFailureIntoPass() {
    for (int seed = 0; seed < ROUNDS; seed++) {
      Random random = new Random(seed);
      EvidenceBuilder given = any(random);
      boolean before = given.decide(POLICY).allowed();
      given.later(Duration.ofDays(random.nextInt(60)));
      assertThat(before || !given.decide(POLICY).allowed()).as("seed %d", seed).isTrue();
    }
  }

  @Test
  void decisionDoesNotDependOnEvidenceOrder() {
    for (int seed = 0; seed < ROUNDS; seed++) {
      Random random = new Random(seed);
      EvidenceBuilder given = any(random);
      List<Evidence> shuffled = new ArrayList<>(given.all);
      Collections.shuffle(shuffled, random);
      assertThat(
              GateEvaluator.decide(
                  EvidenceBuilder.facts(), shuffled, POLICY, "production", given.now))
          .isEqualTo(given.decide(POLICY));
    }
  }

  @Test
  void evidenceAboutOtherFilesIsIgnored() {
    for (int seed = 0; seed < ROUNDS; seed++) {
      Random random = new Random(seed);
      EvidenceBuilder given = any(random);
      GateDecision before = given.decide(POLICY);
      if (random.nextBoolean()) {
        given.digest = EvidenceBuilder.OTHER;
      } else {
        given.project = "fraud";
      }
      given.now = given.now.minusSeconds(1);
      if (random.nextBoolean()) {
        good(given, random);
      } else {
        given.rejected(EvidenceBuilder.reviewer("bob"));
      }
      assertThat(given.decide(POLICY)).isEqualTo(before);
    }
  }
}
