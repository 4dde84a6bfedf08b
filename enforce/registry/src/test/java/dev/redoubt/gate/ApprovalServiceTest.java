package dev.redoubt.gate;

import static dev.redoubt.gate.GateFixture.ALICE;
import static dev.redoubt.gate.GateFixture.BOB;
import static dev.redoubt.gate.GateFixture.CAROL;
import static dev.redoubt.gate.GateFixture.CI;
import static dev.redoubt.gate.GateFixture.as;
import static dev.redoubt.gate.GateFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.access.Caller;
import dev.redoubt.access.ErrorCode;
import dev.redoubt.access.Persona;
import dev.redoubt.access.Principal;
import dev.redoubt.registry.RegistryTables;
import dev.redoubt.registry.models.NewModelVersion;
import dev.redoubt.registry.tracking.Experiments;
import dev.redoubt.registry.tracking.NewExperiment;
import dev.redoubt.registry.tracking.NewRun;
import dev.redoubt.registry.tracking.Runs;
import dev.redoubt.store.testing.TestDatabases;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabases.class)
class ApprovalServiceTest {

  @Parameter private TestDatabases databases = TestDatabases.SQLITE;

  @TempDir private Path folder;

  @AutoClose private GateFixture all;

  @BeforeEach
  void open() throws SQLException {
    all = new GateFixture(databases.open(folder, RegistryTables.MIGRATIONS));
    all.model("scoring");
    all.version("scoring");
  }

  @Test
  void storesReviewWithReviewerAndVersion() {
    Evidence approval = all.approved(BOB, "scoring", 1);
    Evidence rejection =
        all.approvals.reject(as(CAROL), CAROL, "scoring", 1, "production", "biased");
    assertThat(all.gates.evidence(as(ALICE), "scoring", 1)).containsExactly(approval, rejection);
    assertThat(approval.by()).isEqualTo(Attester.of(BOB));
    assertThat(approval.claim()).isEqualTo(new EvidenceClaim.Approval("production", "fine"));
    assertThat(approval.subject()).isEqualTo(ModelDigest.of(List.of(GateFixture.FILE)));
    assertThat(approval.project()).isEqualTo("credit");
    String digest = "\"digest\":\"" + approval.subject().root() + "\"";
    assertThat(all.events())
        .filteredOn(event -> event.contains(digest))
        .extracting(event -> event.substring(0, event.indexOf(' ')))
        .containsExactly("evidence.added", "decision.made", "evidence.added", "decision.made");
    assertThat(all.events().getLast()).contains("\"decision\":\"rejected\"", "\"evidence\":\"2\"");
  }

  @Test
  void refusesReviewForUnknownEnvironment() {
    for (String each : List.of("Production", "prod", "")) {
      assertRefused(
          ErrorCode.INVALID_PARAMETER_VALUE,
          "unknown environment `" + each + "`",
          () -> all.gates.decide(as(ALICE), "scoring", 1, each));
    }
    assertThat(all.gates.decide(as(ALICE), "scoring", 1, "development").allowed()).isTrue();
  }

  private static Principal namesake() {
    return new Principal(
        Principal.Kind.USER, "https://other|1", "alice", BOB.personas(), BOB.projects(), false);
  }

  @Test
  void refusesApprovalByAuthor() {
    assertRefused(
        ErrorCode.PERMISSION_DENIED,
        "`alice` contributed to version 1 of `scoring`",
        () -> all.approved(ALICE, "scoring", 1));
    // Another principal with the same display name.
    assertRefused(
        ErrorCode.PERMISSION_DENIED,
        "contributed to",
        () -> all.approved(namesake(), "scoring", 1));
    assertThat(all.gates.evidence(as(ALICE), "scoring", 1)).isEmpty();
    all.approvals.reject(as(ALICE), ALICE, "scoring", 1, "production", "found a mistake");
  }

  @Test
  void refusesApprovalByAuthorOfRun() {
    Experiments experiments = Experiments.open(all.database, InstantSource.system());
    long experiment =
        experiments.create(as(ALICE), new NewExperiment("e", GateFixture.LABEL, "", List.of()));
    String run =
        new Runs(all.database, InstantSource.system())
            .create(as(BOB), new NewRun(experiment, "", "", 1, List.of()))
            .info()
            .id();
    all.makers.worked(BOB, run);
    all.makers.worked(BOB, run);
    all.versions.create(
        as(CI), new NewModelVersion("scoring", "runs:/r/m", "x", run, null, null, null, Map.of()));
    all.makers.registered(CI, "scoring", 2);
    all.freeze("scoring", 2, new ModelDigest.File("other", 1, "cd".repeat(32)));
    assertRefused(
        ErrorCode.PERMISSION_DENIED, "contributed to", () -> all.approved(BOB, "scoring", 2));
    all.approved(CAROL, "scoring", 2);
  }

  @Test
  void refusesApprovalByAuthorOfSameFilesUnderAnotherName() {
    all.model("copy");
    all.versions.create(as(CAROL), new NewModelVersion("copy", "models:/scoring/1"));
    all.makers.registered(CAROL, "copy", 1);
    all.freeze("copy", 1, GateFixture.FILE);
    all.versions.delete(as(ALICE), "scoring", 1);
    assertRefused(
        ErrorCode.PERMISSION_DENIED,
        "`alice` contributed to",
        () -> all.approved(ALICE, "copy", 1));
    assertRefused(
        ErrorCode.PERMISSION_DENIED,
        "`carol` contributed to",
        () -> all.approved(CAROL, "copy", 1));
    all.approved(BOB, "copy", 1);
  }

  private List<Evidence> evidence(String model) {
    return all.gates.evidence(as(ALICE), model, 1);
  }

  /// Reviews of one version are not evidence about another.
  @Test
  void reviewDoesNotApplyToOtherVersionsWithSameFiles() {
    all.model("copy");
    all.version("copy", "models:/scoring/1");
    Evidence approval = all.approved(BOB, "scoring", 1);
    Evidence rejection =
        all.approvals.reject(as(CAROL), CAROL, "scoring", 1, "production", "biased");
    Evidence revoked = all.approvals.revoke(as(BOB), BOB, "scoring", 1, approval.id(), "");
    assertThat(evidence("copy")).isEmpty();
    assertRefused(
        ErrorCode.RESOURCE_DOES_NOT_EXIST,
        "no evidence with id",
        () -> all.approvals.revoke(as(CAROL), CAROL, "copy", 1, rejection.id(), ""));
    Evidence other = all.approved(BOB, "copy", 1);
    assertThat(evidence("scoring")).containsExactly(approval, rejection, revoked);
    assertThat(evidence("copy")).containsExactly(other);
    assertThat(other.reviewed().map(ReviewedVersion::model)).contains("copy");
    assertThat(other.reviewed().map(ReviewedVersion::id))
        .isNotEqualTo(approval.reviewed().map(ReviewedVersion::id));
    // Evidence about the files applies to both.
    all.scannedAndSigned("copy", 1);
    Evidence test = all.tested("copy", 1, "PASSED");
    assertThat(evidence("scoring")).hasSize(6).endsWith(test);
  }

  @Test
  void recordsReviewedVersion() {
    all.approved(BOB, "scoring", 1);
    assertThat(all.events().get(all.events().size() - 2))
        .startsWith("evidence.added models:/scoring/1 ")
        .contains(
            "\"environment\":\"production\"",
            "\"kind\":\"approval\"",
            "\"model\":\"scoring\"",
            "\"project\":\"credit\"",
            "\"version\":1");
  }

  @Test
  void returnsExistingApprovalWhenRepeated() {
    Evidence first = all.approved(BOB, "scoring", 1);
    List<String> before = all.events();
    assertThat(all.approved(BOB, "scoring", 1)).isEqualTo(first);
    assertThat(all.events()).isEqualTo(before);
    Evidence rejection = all.approvals.reject(as(BOB), BOB, "scoring", 1, "production", "no");
    assertThat(all.approvals.reject(as(BOB), BOB, "scoring", 1, "production", "no"))
        .isEqualTo(rejection);
    assertThat(turns(evidence("scoring"))).containsExactly(1L, 2L);
  }

  /// Each replaces the previous one.
  @Test
  void recordsApprovalThatDiffersFromExistingOne() {
    all.approved(BOB, "scoring", 1);
    Instant end = GateFixture.START.plusSeconds(9000).plusNanos(17);
    approve(BOB, "other words", Optional.empty());
    Evidence ending = approve(BOB, "other words", Optional.of(end));
    assertThat(approve(BOB, "other words", Optional.of(end))).isEqualTo(ending);
    approve(CAROL, "other words", Optional.of(end));
    Principal more = GateFixture.user("bob", Persona.MODEL_REVIEWER, Persona.AUDITOR);
    approve(more, "other words", Optional.of(end));
    all.approvals.approve(as(BOB), BOB, "scoring", 1, "staging", "", Optional.empty());
    assertThat(turns(evidence("scoring"))).containsExactly(1L, 2L, 3L, 1L, 4L, 1L);
  }

  @Test
  void recordsApprovalAfterPreviousOneIsRevokedOrExpired() {
    Evidence first = all.approved(BOB, "scoring", 1);
    all.approvals.revoke(as(BOB), BOB, "scoring", 1, first.id(), "");
    assertThat(all.approved(BOB, "scoring", 1).id()).isGreaterThan(first.id());
    // Maximum age in the policy: 30 days.
    all.later(Duration.ofDays(29));
    all.approved(BOB, "scoring", 1);
    assertThat(turns(evidence("scoring"))).containsExactly(1L, 0L, 2L);
    all.later(Duration.ofDays(1));
    all.approved(BOB, "scoring", 1);
    assertThat(turns(evidence("scoring"))).containsExactly(1L, 0L, 2L, 3L);
    Instant end = all.later(Duration.ZERO).plusSeconds(60);
    approve(CAROL, "", Optional.of(end));
    all.later(Duration.ofSeconds(60));
    approve(CAROL, "", Optional.of(end.plusSeconds(60)));
    assertThat(turns(evidence("scoring"))).endsWith(1L, 2L);
  }

  /// An identity of the local issuer satisfies no production gate, even later.
  @Test
  void recordsThatApproverIsDemoIdentity() {
    Principal demo =
        new Principal(
            BOB.kind(), "urn:redoubt:local#bob", "bob", BOB.personas(), BOB.projects(), true);
    Evidence said = all.approved(demo, "scoring", 1);
    assertThat(evidence("scoring")).containsExactly(said);
    assertThat(evidence("scoring").getFirst().by().demo()).isTrue();
    assertThat(all.gates.decide(as(ALICE), "scoring", 1, "production").missing())
        .anyMatch(each -> each.contains("1 approval") && each.endsWith("none found"));
    assertThat(all.approved(BOB, "scoring", 1).by().demo()).isFalse();
  }

  @Test
  void recordsAuthorOfExistingVersion() {
    all.makers.registered(ALICE, "scoring", 1);
    all.makers.registered(CI, "scoring", 1);
    assertThat(all.gates.facts(as(ALICE), "scoring", 1).makers())
        .containsExactlyInAnyOrder(ALICE.id(), CI.id());
    assertRefused(
        ErrorCode.RESOURCE_DOES_NOT_EXIST,
        "no version 99",
        () -> all.makers.registered(ALICE, "scoring", 99));
  }

  /// A rejection does not expire, whatever the maximum age of approvals is.
  @Test
  void returnsExistingRejectionAtAnyAge() {
    Evidence first = all.approvals.reject(as(BOB), BOB, "scoring", 1, "production", "no");
    all.later(Duration.ofDays(400));
    assertThat(all.approvals.reject(as(BOB), BOB, "scoring", 1, "production", "no"))
        .isEqualTo(first);
    assertThat(turns(evidence("scoring"))).containsExactly(1L);
  }

  /// Reviews under the old name do not apply to the model under its new name.
  @Test
  void recordsApprovalAfterModelIsRenamed() {
    Evidence first = all.approved(BOB, "scoring", 1);
    all.models.rename(as(ALICE), "scoring", "ranking");
    Evidence second = all.approved(BOB, "ranking", 1);
    assertThat(second.id()).isGreaterThan(first.id());
    assertThat(second.reviewed().map(ReviewedVersion::model)).contains("ranking");
    assertThat(all.approved(BOB, "ranking", 1)).isEqualTo(second);
    assertThat(turns(evidence("ranking"))).containsExactly(1L, 2L);
  }

  private Evidence approve(Principal who, String comment, Optional<Instant> expires) {
    return all.approvals.approve(as(who), who, "scoring", 1, "production", comment, expires);
  }

  private static List<Long> turns(List<Evidence> all) {
    return all.stream().map(each -> each.reviewed().map(ReviewedVersion::turn).orElse(0L)).toList();
  }

  @Test
  void recordsOneApprovalForConcurrentRequestsOfOneReviewer() throws Exception {
    List<Future<Evidence>> given = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        given.add(threads.submit(() -> all.approved(BOB, "scoring", 1)));
      }
    }
    Evidence one = given.getFirst().get();
    for (Future<Evidence> each : given) {
      assertThat(each.get()).isEqualTo(one);
    }
    assertThat(evidence("scoring")).containsExactly(one);
    assertThat(all.events()).filteredOn(each -> each.startsWith("evidence.added")).hasSize(1);
  }

  @Test
  void databaseRefusesSecondReviewWithSameTurnAndReviewWithoutVersion() {
    all.approved(BOB, "scoring", 1);
    String copy =
        """
        INSERT INTO evidence (project, root, layout, kind, environment, principal, principal_name,
          principal_kind, demo, personas, time, body, version, model, turn)
        SELECT project, root, layout, kind, environment, principal, principal_name,
          principal_kind, demo, personas, time, body, %s FROM evidence
        """;
    for (String each :
        List.of(
            "version, model, turn", "NULL, NULL, NULL", "version, NULL, 2", "version, model, 0")) {
      assertThatThrownBy(() -> all.database.write(sql -> sql.sql(copy.formatted(each)).update()))
          .as(each)
          .isInstanceOf(RuntimeException.class);
    }
    assertThat(evidence("scoring")).hasSize(1);
    all.database.write(sql -> sql.sql(copy.formatted("version, model, turn + 1")).update());
  }

  @Test
  void refusesApprovalWhenAuthorsAreUnknown() {
    all.versions.create(as(CI), new NewModelVersion("scoring", "x"));
    all.freeze("scoring", 2, GateFixture.FILE);
    assertRefused(
        ErrorCode.PERMISSION_DENIED, "are unknown", () -> all.approved(BOB, "scoring", 2));
  }

  @Test
  void refusesReviewWithoutSnapshot() {
    all.versions.create(as(CI), new NewModelVersion("scoring", "x"));
    all.makers.registered(CI, "scoring", 2);
    assertRefused(ErrorCode.INVALID_STATE, "no snapshot", () -> all.approved(BOB, "scoring", 2));
  }

  @Test
  void recordsDigestOnce() {
    all.freeze("scoring", 1, GateFixture.FILE);
    assertRefused(
        ErrorCode.INVALID_STATE,
        "have a snapshot with a different digest",
        () -> all.freeze("scoring", 1, new ModelDigest.File("model.pkl", 1, "cd".repeat(32))));
  }

  @Test
  void onlyAttesterCanRevokeEvidenceAndOnlyOnce() {
    Evidence approval = all.approved(BOB, "scoring", 1);
    assertRefused(
        ErrorCode.PERMISSION_DENIED,
        "by the principal who added it, `bob`",
        () -> all.approvals.revoke(as(CAROL), CAROL, "scoring", 1, approval.id(), ""));
    all.approvals.revoke(as(BOB), BOB, "scoring", 1, approval.id(), "");
    assertRefused(
        ErrorCode.INVALID_STATE,
        "already revoked",
        () -> all.approvals.revoke(as(BOB), BOB, "scoring", 1, approval.id(), ""));
    assertRefused(
        ErrorCode.RESOURCE_DOES_NOT_EXIST,
        "no evidence with id 99",
        () -> all.approvals.revoke(as(BOB), BOB, "scoring", 1, 99, ""));
    assertThat(all.events().getLast()).contains("\"decision\":\"revoked\"");
  }

  @Test
  void refusesInvalidReviews() {
    assertRefused(
        ErrorCode.INVALID_PARAMETER_VALUE,
        "unknown environment `prodution`; the policy defines `production`, `staging`",
        () -> all.gates.decide(as(BOB), "scoring", 1, "prodution"));
    assertRefused(
        ErrorCode.INVALID_PARAMETER_VALUE,
        "unknown environment `moon`; the policy defines `production`, `staging`",
        () -> all.approvals.approve(as(BOB), BOB, "scoring", 1, "moon", "", Optional.empty()));
    assertRefused(
        ErrorCode.INVALID_PARAMETER_VALUE,
        "needs a reason",
        () -> all.approvals.reject(as(BOB), BOB, "scoring", 1, "production", " "));
    assertRefused(
        ErrorCode.INVALID_PARAMETER_VALUE,
        "already have expired",
        () ->
            all.approvals.approve(
                as(BOB), BOB, "scoring", 1, "production", "", Optional.of(GateFixture.START)));
  }

  @Test
  void hidesVersionsThatCallerCannotSee() {
    Caller blind = new Caller("test#bob", "bob", _ -> false);
    assertRefused(
        ErrorCode.RESOURCE_DOES_NOT_EXIST,
        "no version 1",
        () -> all.approvals.approve(blind, BOB, "scoring", 1, "staging", "", Optional.empty()));
    assertRefused(
        ErrorCode.RESOURCE_DOES_NOT_EXIST,
        "no version 1",
        () -> all.gates.decide(blind, "scoring", 1, "production"));
  }

  @Test
  void databaseRefusesChangesOfEvidence() {
    all.approved(BOB, "scoring", 1);
    for (String statement :
        List.of("UPDATE evidence SET principal = 'x'", "DELETE FROM evidence")) {
      assertThatThrownBy(() -> all.database.write(sql -> sql.sql(statement).update()))
          .hasMessageContaining("evidence is never");
    }
  }
}
