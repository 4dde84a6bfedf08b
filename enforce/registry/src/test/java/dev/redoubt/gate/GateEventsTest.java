package dev.redoubt.gate;

import static dev.redoubt.gate.GateFixture.ALICE;
import static dev.redoubt.gate.GateFixture.BOB;
import static dev.redoubt.gate.GateFixture.CI;
import static dev.redoubt.gate.GateFixture.OPERATOR;
import static dev.redoubt.gate.GateFixture.as;
import static dev.redoubt.gate.GateFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.access.ErrorCode;
import dev.redoubt.registry.RegistryTables;
import dev.redoubt.scan.ScanVerdict;
import dev.redoubt.store.testing.TestDatabases;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// The exact entries of the ledger, and their bodies.
@ParameterizedClass
@EnumSource(TestDatabases.class)
class GateEventsTest {

  @Parameter private TestDatabases databases = TestDatabases.SQLITE;

  @TempDir private Path folder;

  private static final ModelDigest DIGEST = ModelDigest.of(List.of(GateFixture.FILE));

  @AutoClose private GateFixture all;

  @BeforeEach
  void open() throws SQLException {
    all = new GateFixture(databases.open(folder, RegistryTables.MIGRATIONS));
    all.model("scoring");
    all.version("scoring");
  }

  private static String body(String before, String after) {
    return ("{\"digest\":\"%s\"," + before + "\"layout\":\"%s\",\"model\":\"scoring\"," + after)
            .formatted(DIGEST.root(), DIGEST.layout())
        + ",\"version\":1}";
  }

  private List<String> told(int last) {
    List<String> events = all.events();
    return events.subList(events.size() - last, events.size()).stream()
        .map(each -> each.replace(" models:/scoring/1 ", " "))
        .toList();
  }

  private static EvidenceClaim.Scan scan(String rules) {
    return new EvidenceClaim.Scan(ScanVerdict.CLEAN, "redoubt 1", rules, List.of());
  }

  @Test
  void recordsEventForEachKindOfEvidence() {
    all.database.write(
        sql -> RegistryEvidence.scanned(sql, "scoring", 1, GateFixture.START, scan("r1")));
    assertThat(told(1))
        .containsExactly(
            "evidence.added "
                + body(
                        "\"evidence\":1,\"kind\":\"scan\",",
                        "\"project\":\"credit\",\"rules\":\"r1\",\"scanner\":\"redoubt"
                            + " 1\",\"verdict\":\"CLEAN\"")
                    .replace("{\"digest\"", "{\"by\":\"registry\",\"digest\""));
    all.database.write(
        sql ->
            RegistryEvidence.signed(
                sql,
                "scoring",
                1,
                GateFixture.START,
                new EvidenceClaim.Signature("k1", ImmutableBytes.of(new byte[] {1}))));
    assertThat(told(1))
        .containsExactly(
            "evidence.added "
                + body(
                        "\"evidence\":2,\"key\":\"k1\",\"kind\":\"signature\",",
                        "\"project\":\"credit\"")
                    .replace("{\"digest\"", "{\"by\":\"registry\",\"digest\""));
    all.tested("scoring", 1, "PASSED");
    assertThat(told(1))
        .containsExactly(
            "evidence.added "
                + body(
                        "\"evidence\":3,\"kind\":\"attestation\",",
                        "\"outcome\":\"PASSED\",\"predicateType\":\""
                            + GateFixture.TEST
                            + "\",\"project\":\"credit\"")
                    .replace("{\"digest\"", "{\"by\":\"https://issuer|ci\",\"digest\""));
    Evidence approval = all.approved(BOB, "scoring", 1);
    String bob = "{\"by\":\"https://issuer|bob\",\"digest\"";
    assertThat(told(2))
        .containsExactly(
            "evidence.added "
                + body(
                        "\"environment\":\"production\",\"evidence\":4,\"kind\":\"approval\",",
                        "\"project\":\"credit\"")
                    .replace("{\"digest\"", bob),
            "decision.made " + decided("approved", "4"));
    all.approvals.revoke(as(BOB), BOB, "scoring", 1, approval.id(), "wrong");
    assertThat(told(2))
        .containsExactly(
            "evidence.added "
                + body("\"evidence\":5,\"kind\":\"withdrawal\",", "\"project\":\"credit\"")
                    .replace("{\"digest\"", bob)
                    .replace(",\"version\":1}", ",\"version\":1,\"withdraws\":4}"),
            "decision.made " + decided("revoked", "4"));
    all.approved(BOB, "scoring", 1);
    all.aliases.set(as(OPERATOR), "scoring", "prod", 1);
    assertThat(told(2).getFirst()).isEqualTo("decision.made " + decided("released", "1 2 3 6"));
  }

  private String decided(String decision, String evidence) {
    return body(
            "\"environment\":\"production\",\"evidence\":\"" + evidence + "\",",
            "\"policy\":\"" + all.policy.digest() + "\",\"project\":\"credit\"")
        .replace("{\"digest\"", "{\"decision\":\"" + decision + "\",\"digest\"");
  }

  /// Withdrawing an attestation, which applies to all environments, is not a withdrawn review.
  @Test
  void recordsNoDecisionWhenStatementIsRevoked() {
    Evidence tested = all.tested("scoring", 1, "PASSED");
    Evidence revoked = all.approvals.revoke(as(CI), CI, "scoring", 1, tested.id(), "");
    assertThat(told(1).getFirst()).startsWith("evidence.added ").contains("\"withdraws\":1");
    assertThat(revoked.claim()).isEqualTo(new EvidenceClaim.Withdrawal(tested.id(), ""));
    assertRefused(
        ErrorCode.RESOURCE_DOES_NOT_EXIST,
        "no evidence with id 2",
        () -> all.approvals.revoke(as(CI), CI, "scoring", 1, revoked.id(), ""));
    assertThat(all.gates.decide(as(ALICE), "scoring", 1, "production").missing())
        .anyMatch(each -> each.contains(GateFixture.TEST));
  }

  @Test
  void refusesTooLongComments() {
    String most = "w".repeat(5000);
    all.approvals.approve(as(BOB), BOB, "scoring", 1, "production", most, Optional.empty());
    all.approvals.reject(as(BOB), BOB, "scoring", 1, "production", most);
    all.approvals.revoke(as(BOB), BOB, "scoring", 1, 2, most);
    String more = most + "w";
    assertRefused(
        ErrorCode.INVALID_PARAMETER_VALUE,
        "the comment is longer than 5000 characters",
        () ->
            all.approvals.approve(
                as(BOB), BOB, "scoring", 1, "production", more, Optional.empty()));
    assertRefused(
        ErrorCode.INVALID_PARAMETER_VALUE,
        "the reason is longer",
        () -> all.approvals.reject(as(BOB), BOB, "scoring", 1, "production", more));
    assertRefused(
        ErrorCode.INVALID_PARAMETER_VALUE,
        "the reason is longer",
        () -> all.approvals.revoke(as(BOB), BOB, "scoring", 1, 1, more));
  }

  @Test
  void refusesApprovalThatExpiresImmediately() {
    Instant now = all.later(Duration.ZERO).plusSeconds(1);
    assertRefused(
        ErrorCode.INVALID_PARAMETER_VALUE,
        "already have expired",
        () ->
            all.approvals.approve(as(BOB), BOB, "scoring", 1, "production", "", Optional.of(now)));
    Instant next = all.later(Duration.ZERO).plusSeconds(1);
    assertRefused(
        ErrorCode.INVALID_PARAMETER_VALUE,
        "would already have expired",
        () ->
            all.statements.add(
                as(CI),
                CI,
                "scoring",
                1,
                GateFixture.statement(DIGEST.root(), GateFixture.FAIRNESS, "{}"),
                Optional.of(next)));
    Instant end = all.later(Duration.ZERO).plusSeconds(1).plusMillis(1);
    Evidence added =
        all.statements.add(
            as(CI),
            CI,
            "scoring",
            1,
            GateFixture.statement(DIGEST.root(), GateFixture.FAIRNESS, "{}"),
            Optional.of(end));
    assertThat(all.gates.evidence(as(ALICE), "scoring", 1)).containsExactly(added);
    assertThat(added.expires()).contains(end);
  }

  /// Expiry is stored in milliseconds: evidence that would expire at once is refused.
  @Test
  void refusesEvidenceThatIsExpiredAfterTruncationToMilliseconds() {
    byte[] statement = GateFixture.statement(DIGEST.root(), GateFixture.FAIRNESS, "{}");
    Instant now = all.later(Duration.ZERO).plusSeconds(1);
    Instant soon = now.plusNanos(999_999);
    assertRefused(
        ErrorCode.INVALID_PARAMETER_VALUE,
        "`expires`: the attestation would already have expired at %s; it is now %s"
            .formatted(soon, now),
        () -> all.statements.add(as(CI), CI, "scoring", 1, statement, Optional.of(soon)));
    Instant next = all.later(Duration.ZERO).plusSeconds(1);
    assertRefused(
        ErrorCode.INVALID_PARAMETER_VALUE,
        "`expires`: the approval would already have expired",
        () ->
            all.approvals.approve(
                as(BOB), BOB, "scoring", 1, "production", "", Optional.of(next.plusNanos(1))));
    assertThat(all.gates.evidence(as(ALICE), "scoring", 1)).isEmpty();
    Instant end = all.later(Duration.ZERO).plusSeconds(1).plusNanos(1_000_001);
    Evidence added =
        all.approvals.approve(as(BOB), BOB, "scoring", 1, "production", "", Optional.of(end));
    assertThat(added.expires()).contains(end.minusNanos(1));
  }

  @Test
  void refusesRejectionForUnknownEnvironment() {
    assertRefused(
        ErrorCode.INVALID_PARAMETER_VALUE,
        "unknown environment `moon`",
        () -> all.approvals.reject(as(BOB), BOB, "scoring", 1, "moon", "no"));
  }

  @Test
  void refusesTooLargeStatements() {
    byte[] large = new byte[EvidenceSubmission.MAX_BYTES + 1];
    assertRefused(
        ErrorCode.INVALID_PARAMETER_VALUE,
        "more than 4194304 bytes",
        () -> all.statements.add(as(CI), CI, "scoring", 1, large, Optional.empty()));
    byte[] most = new byte[EvidenceSubmission.MAX_BYTES];
    assertRefused(
        ErrorCode.INVALID_PARAMETER_VALUE,
        "not a JSON object",
        () -> all.statements.add(as(CI), CI, "scoring", 1, most, Optional.empty()));
  }

  private List<String> again(String rules, Instant since, int limit) {
    return RegistryEvidence.toScanAgain(all.database, rules, since, limit).stream()
        .map(each -> each.model() + "/" + each.number())
        .toList();
  }

  @Test
  void findsVersionsWithOldScanOrOtherRules() {
    all.version("scoring");
    Instant start = GateFixture.START;
    assertThat(again("r1", start, 9)).containsExactly("scoring/1", "scoring/2");
    assertThat(again("r1", start, 1)).containsExactly("scoring/1");
    // Both have the same files.
    all.database.write(sql -> RegistryEvidence.scanned(sql, "scoring", 1, start, scan("r1")));
    assertThat(again("r1", start, 9)).isEmpty();
    assertThat(again("r1", start.plusMillis(1), 9)).hasSize(2);
    assertThat(again("r2", start, 9)).hasSize(2);
  }

  @Test
  void recordsWhoRegisteredOrReportsMissingVersion() {
    all.makers.registered(ALICE, "scoring", 1);
    all.makers.registered(BOB, "scoring", 1);
    assertThat(all.gates.facts(as(ALICE), "scoring", 1).makers())
        .containsExactlyInAnyOrder(ALICE.id(), BOB.id());
    assertRefused(
        ErrorCode.RESOURCE_DOES_NOT_EXIST,
        "no version 9 of model `scoring`",
        () -> all.makers.registered(ALICE, "scoring", 9));
    assertThat(
            all.database.<Integer>write(
                sql -> VersionAuthors.registered(sql, ALICE.id(), "scoring", 1)))
        .isZero();
    assertThat(
            all.database.<Integer>write(sql -> VersionAuthors.registered(sql, "new", "scoring", 1)))
        .isEqualTo(1);
  }

  @Test
  void evidenceRoundTripsThroughDatabase() {
    SortedMap<String, Double> metrics = new TreeMap<>();
    metrics.put("auc", 0.5);
    byte[] json =
        GateFixture.statement(DIGEST.root(), GateFixture.FAIRNESS, "{\"metrics\": {\"auc\": 0.5}}");
    Instant end = GateFixture.START.plusSeconds(999).plusNanos(5_000_001);
    Evidence added = all.statements.add(as(CI), CI, "scoring", 1, json, Optional.of(end));
    all.approved(BOB, "scoring", 1);
    Evidence read = all.gates.evidence(as(ALICE), "scoring", 1).getFirst();
    assertThat(read).isEqualTo(added);
    assertThat(read.by()).isEqualTo(Attester.of(CI));
    assertThat(read.expires()).contains(GateFixture.START.plusSeconds(999).plusMillis(5));
    assertThat(((EvidenceClaim.Attestation) read.claim()).metrics()).isEqualTo(metrics);
    VersionFacts facts = all.gates.facts(as(ALICE), "scoring", 1);
    assertThat(facts.digest()).contains(DIGEST);
    assertThat(facts.author()).isEqualTo("alice");
    assertThat(facts.project()).isEqualTo("credit");
  }
}
