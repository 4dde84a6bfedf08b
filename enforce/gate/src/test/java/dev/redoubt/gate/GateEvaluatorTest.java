package dev.redoubt.gate;

import static dev.redoubt.gate.EvidenceBuilder.reviewer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.access.Persona;
import dev.redoubt.gate.GateDecision.Reached;
import dev.redoubt.gate.RequirementResult.State;
import dev.redoubt.gate.transition.ModelStage;
import dev.redoubt.gate.transition.VersionStatus;
import dev.redoubt.scan.ScanVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GateEvaluatorTest {

  private static final GatePolicy BUILT_IN = GatePolicy.builtIn();

  private static EvidenceBuilder complete() {
    return new EvidenceBuilder()
        .scan(ScanVerdict.CLEAN)
        .signed()
        .tested(EvidenceClaim.Outcome.PASSED)
        .approved(reviewer("bob"));
  }

  private static Arguments row(
      String what, Reached reached, String name, State state, Consumer<EvidenceBuilder> given) {
    return Arguments.of(what, reached, name, state, given);
  }

  /// Evidence, the expected lifecycle state, and the expected state of one requirement.
  static Stream<Arguments> table() {
    State missing = State.MISSING;
    State failed = State.FAILED;
    return Stream.of(
        row("nothing", Reached.REGISTERED, "scan", missing, _ -> {}),
        row("clean", Reached.REGISTERED, "scan", State.HOLDS, g -> g.scan(ScanVerdict.CLEAN)),
        row("suspicious", Reached.REGISTERED, "scan", failed, g -> g.scan(ScanVerdict.SUSPICIOUS)),
        row("unreadable", Reached.REGISTERED, "scan", failed, g -> g.scan(ScanVerdict.UNREADABLE)),
        row("malicious", Reached.REGISTERED, "scan", failed, g -> g.scan(ScanVerdict.MALICIOUS)),
        row(
            "scanned worse again",
            Reached.REGISTERED,
            "scan",
            failed,
            g -> g.scan(ScanVerdict.CLEAN).scan(ScanVerdict.MALICIOUS)),
        row(
            "a scan by somebody",
            Reached.REGISTERED,
            "scan",
            missing,
            g ->
                g.add(
                    EvidenceBuilder.PIPELINE,
                    new EvidenceClaim.Scan(ScanVerdict.CLEAN, "s", "r", List.of()))),
        row("not signed", Reached.REGISTERED, "signature", missing, g -> g.scan(ScanVerdict.CLEAN)),
        row(
            "signed by somebody",
            Reached.REGISTERED,
            "signature",
            missing,
            g ->
                g.scan(ScanVerdict.CLEAN)
                    .add(
                        EvidenceBuilder.PIPELINE,
                        new EvidenceClaim.Signature("00", ImmutableBytes.of(new byte[0])))),
        row(
            "scanned and signed",
            Reached.SCANNED,
            "signature",
            State.HOLDS,
            g -> g.scan(ScanVerdict.CLEAN).signed()),
        row(
            "scanned long ago",
            Reached.REGISTERED,
            "scan",
            State.EXPIRED,
            g -> g.scan(ScanVerdict.CLEAN).signed().later(Duration.ofDays(31))),
        row(
            "tested by who must not",
            Reached.SCANNED,
            "attestation " + EvidenceBuilder.TEST,
            missing,
            g ->
                g.scan(ScanVerdict.CLEAN)
                    .signed()
                    .statement(
                        EvidenceBuilder.person("eve", Persona.DATA_SCIENTIST),
                        EvidenceBuilder.TEST,
                        EvidenceClaim.Outcome.PASSED,
                        Map.of())),
        row(
            "failed",
            Reached.SCANNED,
            "attestation " + EvidenceBuilder.TEST,
            failed,
            g -> g.scan(ScanVerdict.CLEAN).signed().tested(EvidenceClaim.Outcome.FAILED)),
        row(
            "failed, then passed",
            Reached.EVALUATED,
            "attestation " + EvidenceBuilder.TEST,
            State.HOLDS,
            g ->
                g.scan(ScanVerdict.CLEAN)
                    .signed()
                    .tested(EvidenceClaim.Outcome.FAILED)
                    .tested(EvidenceClaim.Outcome.WARNED)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("table")
  void decidesByRequirements(
      String what, Reached reached, String name, State state, Consumer<EvidenceBuilder> given) {
    EvidenceBuilder all = new EvidenceBuilder();
    given.accept(all);
    GateDecision decision = all.decide(BUILT_IN);
    assertThat(decision.reached()).isEqualTo(reached);
    assertThat(decision.allowed()).isFalse();
    assertThat(decision.requirements())
        .filteredOn(each -> each.name().equals(name))
        .extracting(RequirementResult::state)
        .containsExactly(state);
  }

  @Test
  void allowsVersionThatMeetsAllRequirements() {
    GateDecision decision = complete().decide(BUILT_IN);
    assertThat(decision.allowed()).isTrue();
    assertThat(decision.reached()).isEqualTo(Reached.APPROVED);
    assertThat(decision.missing()).isEmpty();
    assertThat(decision.evidence()).containsExactly(1L, 2L, 3L, 4L);
    assertThat(decision.policy()).isEqualTo(BUILT_IN.digest());
  }

  private static State approvals(EvidenceBuilder given) {
    return given.decide(BUILT_IN).requirements().stream()
        .filter(each -> each.name().equals("approvals"))
        .findFirst()
        .orElseThrow()
        .state();
  }

  @Test
  void countsApprovalsOfNonAuthorsOnly() {
    assertThat(approvals(new EvidenceBuilder().approved(reviewer("bob")))).isEqualTo(State.HOLDS);
    assertThat(approvals(new EvidenceBuilder().approved(reviewer("alice"))))
        .isEqualTo(State.MISSING);
    assertThat(approvals(new EvidenceBuilder().approved(EvidenceBuilder.demo("bob"))))
        .isEqualTo(State.MISSING);
    assertThat(
            approvals(
                new EvidenceBuilder().approved(EvidenceBuilder.person("bob", Persona.AUDITOR))))
        .isEqualTo(State.MISSING);
    Attester sameName =
        new Attester(
            reviewer("x").kind(),
            "https://other|1",
            "alice",
            Set.of(Persona.MODEL_REVIEWER),
            false);
    assertThat(approvals(new EvidenceBuilder().approved(sameName))).isEqualTo(State.MISSING);
    assertThat(
            approvals(
                new EvidenceBuilder()
                    .add(reviewer("bob"), new EvidenceClaim.Approval("staging", ""))))
        .isEqualTo(State.MISSING);
  }

  @Test
  void countsEachReviewerOnce() {
    GatePolicy two =
        TestGatePolicies.production("approvals: {count: 2, personas: [model-reviewer]}");
    EvidenceBuilder given =
        new EvidenceBuilder().approved(reviewer("bob")).approved(reviewer("bob"));
    assertThat(given.decide(two).missing())
        .containsExactly(
            "2 approvals by a model-reviewer other than the author are required; 1 found, by"
                + " `bob`");
    assertThat(given.approved(reviewer("carol")).decide(two).allowed()).isTrue();
  }

  @Test
  void ignoresExpiredAndWithdrawnApprovals() {
    assertThat(
            approvals(new EvidenceBuilder().approved(reviewer("bob")).later(Duration.ofDays(31))))
        .isEqualTo(State.EXPIRED);
    assertThat(
            approvals(
                new EvidenceBuilder().approved(reviewer("bob")).withdrawn(reviewer("bob"), 1)))
        .isEqualTo(State.MISSING);
    Instant soon = EvidenceBuilder.START.plusSeconds(60);
    EvidenceBuilder given =
        new EvidenceBuilder()
            .add(reviewer("bob"), new EvidenceClaim.Approval("production", ""), Optional.of(soon));
    assertThat(approvals(given)).isEqualTo(State.HOLDS);
    assertThat(approvals(given.later(Duration.ofMinutes(1)))).isEqualTo(State.EXPIRED);
  }

  private static ReviewedVersion of(long row, String model) {
    return new ReviewedVersion(row, model, 3, 1);
  }

  @Test
  void ignoresApprovalsOfOtherVersionsOrNames() {
    for (Optional<ReviewedVersion> each :
        List.of(
            Optional.of(of(EvidenceBuilder.ROW + 1, "scoring")),
            Optional.of(of(EvidenceBuilder.ROW, "toy")),
            Optional.<ReviewedVersion>empty())) {
      EvidenceBuilder given = new EvidenceBuilder();
      given.reviewed = each;
      assertThat(approvals(given.approved(reviewer("bob"))))
          .as("%s", each)
          .isEqualTo(State.MISSING);
      // Nor does it end a rejection by the same reviewer.
      given.all.clear();
      given.reviewed = Optional.of(of(EvidenceBuilder.ROW, "scoring"));
      given.rejected(reviewer("bob"));
      given.reviewed = each;
      given.approved(reviewer("bob"));
      assertThat(given.decide(TestGatePolicies.production("")).allowed()).as("%s", each).isFalse();
    }
    EvidenceBuilder named = new EvidenceBuilder();
    named.reviewed = Optional.of(of(EvidenceBuilder.ROW, "toy"));
    assertThat(named.approved(reviewer("bob")).decide(BUILT_IN).text())
        .contains("none found; the approval by `bob` is not counted: it is for no version");
  }

  /// A review that an older server recorded without a version blocks as before.
  @Test
  void rejectionWithoutVersionBlocksButOneOfAnotherVersionDoesNot() {
    EvidenceBuilder other = complete();
    other.reviewed = Optional.of(of(EvidenceBuilder.ROW + 1, "scoring"));
    assertThat(other.rejected(reviewer("carol")).decide(BUILT_IN).allowed()).isTrue();
    EvidenceBuilder old = complete();
    old.reviewed = Optional.empty();
    assertThat(old.rejected(reviewer("carol")).decide(BUILT_IN).allowed()).isFalse();
    old.reviewed = Optional.of(of(EvidenceBuilder.ROW, "scoring"));
    assertThat(old.approved(reviewer("carol")).decide(BUILT_IN).allowed()).isTrue();
    EvidenceBuilder renamed = complete();
    renamed.reviewed = Optional.of(of(EvidenceBuilder.ROW, "toy"));
    assertThat(renamed.rejected(reviewer("carol")).decide(BUILT_IN).allowed()).isFalse();
  }

  @Test
  void countsOnlyLatestApprovalOfReviewer() {
    Instant soon = EvidenceBuilder.START.plusSeconds(60);
    EvidenceClaim approval = new EvidenceClaim.Approval("production", "");
    EvidenceBuilder ending =
        new EvidenceBuilder()
            .approved(reviewer("bob"))
            .add(reviewer("bob"), approval, Optional.of(soon));
    assertThat(approvals(ending)).isEqualTo(State.HOLDS);
    assertThat(approvals(ending.later(Duration.ofMinutes(2)))).isEqualTo(State.EXPIRED);
    EvidenceBuilder revoked =
        new EvidenceBuilder()
            .approved(reviewer("bob"))
            .approved(reviewer("bob"))
            .withdrawn(reviewer("bob"), 2);
    assertThat(approvals(revoked)).isEqualTo(State.MISSING);
    EvidenceBuilder rejected =
        new EvidenceBuilder()
            .approved(reviewer("bob"))
            .rejected(reviewer("bob"))
            .withdrawn(reviewer("bob"), 2);
    assertThat(approvals(rejected)).isEqualTo(State.MISSING);
    EvidenceBuilder other =
        new EvidenceBuilder()
            .approved(reviewer("bob"))
            .approved(EvidenceBuilder.person("bob", Persona.AUDITOR));
    assertThat(approvals(other)).isEqualTo(State.HOLDS);
    EvidenceBuilder back =
        complete()
            .rejected(reviewer("carol"))
            .approved(reviewer("carol"))
            .withdrawn(reviewer("carol"), 6);
    assertThat(back.decide(BUILT_IN).missing()).singleElement().asString().endsWith(": biased");
  }

  /// The expiry is exclusive, the maximum age inclusive.
  @Test
  void evidenceExpiresAtExactInstant() {
    Instant end = EvidenceBuilder.START.plusSeconds(60);
    EvidenceClaim approval = new EvidenceClaim.Approval("production", "");
    EvidenceBuilder given = new EvidenceBuilder().add(reviewer("bob"), approval, Optional.of(end));
    given.now = end.minusNanos(1);
    assertThat(approvals(given)).isEqualTo(State.HOLDS);
    given.now = end;
    assertThat(approvals(given)).isEqualTo(State.EXPIRED);
    EvidenceBuilder old = new EvidenceBuilder().approved(reviewer("bob"));
    old.now = EvidenceBuilder.START.plusSeconds(1).plus(Duration.ofDays(30));
    assertThat(approvals(old)).isEqualTo(State.HOLDS);
    old.now = old.now.plusNanos(1);
    assertThat(approvals(old)).isEqualTo(State.EXPIRED);
  }

  @Test
  void rejectionBlocksUntilSameReviewerApprovesOrWithdrawsIt() {
    EvidenceBuilder given = complete().rejected(reviewer("carol"));
    assertThat(given.decide(BUILT_IN).missing()).singleElement().asString().endsWith(": biased");
    assertThat(given.approved(reviewer("dave")).decide(BUILT_IN).allowed()).isFalse();
    assertThat(given.approved(reviewer("carol")).decide(BUILT_IN).allowed()).isTrue();
    EvidenceBuilder revoked =
        complete().rejected(reviewer("carol")).withdrawn(reviewer("carol"), 5);
    assertThat(revoked.decide(BUILT_IN).allowed()).isTrue();
  }

  @Test
  void rejectionEndsApprovalOfSameReviewer() {
    EvidenceBuilder given = complete().rejected(reviewer("bob"));
    assertThat(given.decide(BUILT_IN).missing()).hasSize(2);
  }

  @Test
  void rejectionBlocksWithoutApprovalRequirement() {
    GatePolicy nothing = TestGatePolicies.production("");
    assertThat(new EvidenceBuilder().decide(nothing).allowed()).isTrue();
    assertThat(new EvidenceBuilder().rejected(reviewer("bob")).decide(nothing).allowed()).isFalse();
  }

  @Test
  void ignoresEvidenceAboutOtherFilesOrProjects() {
    EvidenceBuilder renamed = complete();
    EvidenceBuilder other = new EvidenceBuilder();
    other.digest = EvidenceBuilder.OTHER;
    other
        .scan(ScanVerdict.CLEAN)
        .signed()
        .tested(EvidenceClaim.Outcome.PASSED)
        .approved(reviewer("bob"));
    assertThat(other.decide(BUILT_IN).reached()).isEqualTo(Reached.REGISTERED);
    EvidenceBuilder foreign = new EvidenceBuilder();
    foreign.project = "fraud";
    foreign.scan(ScanVerdict.CLEAN).signed();
    assertThat(foreign.decide(BUILT_IN).reached()).isEqualTo(Reached.REGISTERED);
    assertThat(renamed.decide(BUILT_IN).allowed()).isTrue();
  }

  private static GateDecision decide(VersionFacts facts) {
    EvidenceBuilder given = complete();
    return GateEvaluator.decide(facts, given.all, BUILT_IN, "production", given.now);
  }

  private static VersionFacts facts(VersionStatus status, Set<String> makers, String... aliases) {
    VersionFacts f = EvidenceBuilder.facts();
    return new VersionFacts(
        f.id(),
        f.model(),
        f.number(),
        f.project(),
        status,
        f.digest(),
        f.author(),
        makers,
        ModelStage.NONE,
        List.of(aliases));
  }

  @Test
  void blocksVersionWithoutCompleteRegistration() {
    Set<String> makers = EvidenceBuilder.facts().authors();
    assertThat(decide(facts(VersionStatus.FAILED_REGISTRATION, makers)).reached())
        .isEqualTo(Reached.NOTHING);
    assertThat(decide(facts(VersionStatus.PENDING_REGISTRATION, makers)).allowed()).isFalse();
    assertThat(decide(facts(VersionStatus.PENDING_REGISTRATION, makers)).missing())
        .containsExactly(
            "the registration of version 3 of `scoring` is not complete, or its "
                + "files have no snapshot yet");
    assertThat(decide(facts(VersionStatus.FAILED_REGISTRATION, makers)).missing())
        .containsExactly("the registration of version 3 of `scoring` failed");
    VersionFacts f = EvidenceBuilder.facts();
    VersionFacts unfrozen =
        new VersionFacts(
            f.id(),
            f.model(),
            f.number(),
            f.project(),
            VersionStatus.READY,
            Optional.empty(),
            f.author(),
            makers,
            ModelStage.NONE,
            List.of());
    assertThat(decide(unfrozen).reached()).isEqualTo(Reached.NOTHING);
    assertThat(decide(unfrozen).missing())
        .contains(
            "the registration of version 3 of `scoring` is not complete, or its "
                + "files have no snapshot yet");
    assertThat(
            GateEvaluator.decide(
                    unfrozen, List.of(), BUILT_IN, "development", EvidenceBuilder.START)
                .allowed())
        .isFalse();
  }

  @Test
  void developmentRequiresOnlyCompleteRegistration() {
    Set<String> makers = EvidenceBuilder.facts().authors();
    GateDecision ready =
        GateEvaluator.decide(
            facts(VersionStatus.READY, makers),
            List.of(),
            BUILT_IN,
            "development",
            EvidenceBuilder.START);
    assertThat(ready.allowed()).isTrue();
    assertThat(ready.reached()).isEqualTo(Reached.APPROVED);
    assertThat(ready.requirements()).isEmpty();
    for (VersionStatus other :
        List.of(VersionStatus.PENDING_REGISTRATION, VersionStatus.FAILED_REGISTRATION)) {
      GateDecision held =
          GateEvaluator.decide(
              facts(other, makers), List.of(), BUILT_IN, "development", EvidenceBuilder.START);
      assertThat(held.allowed()).as(other.name()).isFalse();
      assertThat(held.reached()).isEqualTo(Reached.NOTHING);
    }
  }

  @Test
  void blocksVersionWithUnknownAuthors() {
    GateDecision decision = decide(facts(VersionStatus.READY, Set.of()));
    assertThat(decision.reached()).isEqualTo(Reached.EVALUATED);
    assertThat(decision.missing())
        .singleElement()
        .asString()
        .contains("the authors of this version are unknown");
  }

  @Test
  void reportsReleasedVersion() {
    assertThat(
            decide(facts(VersionStatus.READY, EvidenceBuilder.facts().authors(), "Champion"))
                .reached())
        .isEqualTo(Reached.RELEASED);
  }

  @Test
  void checksMetricBounds() {
    GatePolicy policy =
        TestGatePolicies.production(
            """
            metrics:
              - {name: auc, min: 0.8, predicateType: https://redoubt.dev/fairness/v1}
              - {name: bias, min: 0, max: 0.1}
            """);
    EvidenceBuilder given = new EvidenceBuilder();
    assertThat(given.decide(policy).missing())
        .containsExactly(
            "`auc` of at least 0.8, in a statement "
                + "`https://redoubt.dev/fairness/v1`, is required; none found",
            "`bias` of 0 to 0.1 is required; none found");
    given.statement(
        EvidenceBuilder.PIPELINE,
        EvidenceBuilder.TEST,
        EvidenceClaim.Outcome.NONE,
        Map.of("auc", 0.9, "bias", 0.2));
    assertThat(given.decide(policy).missing())
        .contains("`bias` of 0 to 0.1 is required; it is 0.2, by `ci`");
    given.statement(
        EvidenceBuilder.PIPELINE,
        EvidenceBuilder.FAIRNESS,
        EvidenceClaim.Outcome.NONE,
        Map.of("auc", 0.8, "bias", 0.1));
    assertThat(given.decide(policy).allowed()).isTrue();
    given.statement(
        EvidenceBuilder.PIPELINE,
        EvidenceBuilder.FAIRNESS,
        EvidenceClaim.Outcome.NONE,
        Map.of("auc", Double.NaN));
    assertThat(given.decide(policy).missing())
        .containsExactly("`auc` of at least 0.8 is required; it is no number, by `ci`");
  }

  @Test
  void formatsDecisionAsTree() {
    EvidenceBuilder given =
        new EvidenceBuilder().scan(ScanVerdict.UNREADABLE).signed().approved(reviewer("alice"));
    assertThat(given.decide(BUILT_IN).text())
        .isEqualTo(
            """
            version 3 of `scoring` may not be in `production`; state: registered
              met      its files are immutable, sha256:%s
              failed   a scan verdict of `clean` or better is required; the scan found `unreadable` by `redoubt 1` at 2026-11-01T00:00:01Z: `model.pkl` imports `os`
              met      signed; added by `registry` at 2026-11-01T00:00:02Z
              missing  a statement `https://in-toto.io/attestation/test-result/v0.1` by a model-reviewer or a pipeline is required; none found
              missing  1 approval by a model-reviewer other than the author is required; none found; the approval by `alice` is not counted: the reviewer is an author of this version
            """
                .formatted(EvidenceBuilder.DIGEST.root()));
  }
}
