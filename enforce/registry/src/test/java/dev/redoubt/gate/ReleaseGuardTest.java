package dev.redoubt.gate;

import static dev.redoubt.gate.GateFixture.ALICE;
import static dev.redoubt.gate.GateFixture.OPERATOR;
import static dev.redoubt.gate.GateFixture.as;
import static dev.redoubt.gate.GateFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.access.AuthorizationContext;
import dev.redoubt.access.ErrorCode;
import dev.redoubt.access.StepUpRequiredException;
import dev.redoubt.gate.transition.ModelStage;
import dev.redoubt.registry.RegistryMigrations;
import dev.redoubt.registry.models.NewModelVersion;
import dev.redoubt.store.testing.TestDatabases;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabases.class)
class ReleaseGuardTest {

  @Parameter private TestDatabases databases = TestDatabases.SQLITE;

  @TempDir private Path folder;

  @AutoClose private GateFixture all;

  @BeforeEach
  void open() throws SQLException {
    all = new GateFixture(databases.open(folder, RegistryMigrations.MIGRATIONS));
    all.model("scoring");
    all.version("scoring");
  }

  private List<String> aliases() {
    return all.versions.get(as(ALICE), "scoring", 1).aliases();
  }

  @Test
  void blocksProductionAndReportsMissingRequirements() {
    List<String> before = all.events();
    assertRefused(
        ErrorCode.PERMISSION_DENIED,
        "version 1 of `scoring` may not be in `production`; state: registered",
        () -> all.aliases.set(as(OPERATOR), "scoring", "champion", 1));
    assertRefused(
        ErrorCode.PERMISSION_DENIED,
        "1 approval by a model-reviewer other than the author is required; none found",
        () -> all.stages.move(as(OPERATOR), "scoring", 1, ModelStage.PRODUCTION, false));
    assertThat(aliases()).isEmpty();
    assertThat(all.events()).isEqualTo(before);
  }

  @Test
  void allowsProductionWhenRequirementsAreMetAndRecordsEvidence() {
    all.complete("scoring", 1);
    all.aliases.set(as(OPERATOR), "scoring", "Prod", 1);
    assertThat(aliases()).containsExactly("Prod");
    assertThat(all.events())
        .anySatisfy(
            event ->
                assertThat(event)
                    .startsWith("decision.made models:/scoring/1")
                    .contains("\"decision\":\"released\"", "\"evidence\":\"1 2 3 4\"")
                    .contains("\"policy\":\"" + all.policy.digest() + "\"")
                    .contains("\"digest\":\"" + ModelDigest.of(List.of(GateFixture.FILE)).root()));
    assertThat(all.gates.decide(as(ALICE), "scoring", 1, "production").reached())
        .isEqualTo(GateDecision.Reached.RELEASED);
  }

  @Test
  void refusesReleaseWithoutPermissionEvenIfRequirementsAreMet() {
    all.complete("scoring", 1);
    assertRefused(
        ErrorCode.PERMISSION_DENIED,
        "releasing to `production`",
        () -> all.aliases.set(as(ALICE), "scoring", "prod", 1));
    assertThat(aliases()).isEmpty();
  }

  @Test
  void requiresStepUpOnlyWhenNothingElseIsMissing() {
    all.situation = AuthorizationContext.UNKNOWN;
    assertRefused(
        ErrorCode.PERMISSION_DENIED,
        "may not be in `production`",
        () -> all.aliases.set(as(OPERATOR), "scoring", "prod", 1));
    all.complete("scoring", 1);
    List<String> before = all.events();
    assertThatThrownBy(() -> all.aliases.set(as(OPERATOR), "scoring", "prod", 1))
        .isInstanceOfSatisfying(
            StepUpRequiredException.class, thrown -> assertThat(thrown.context()).isEqualTo("c1"));
    assertThat(aliases()).isEmpty();
    assertThat(all.events()).isEqualTo(before);
  }

  @Test
  void doesNotGuardDevelopment() {
    all.aliases.set(as(ALICE), "scoring", "challenger", 1);
    all.stages.move(as(ALICE), "scoring", 1, ModelStage.ARCHIVED, false);
    all.aliases.delete(as(ALICE), "scoring", "challenger");
    all.models.rename(as(ALICE), "scoring", "scores");
    all.versions.delete(as(ALICE), "scores", 1);
  }

  private void release() {
    all.complete("scoring", 1);
    all.aliases.set(as(OPERATOR), "scoring", "prod", 1);
  }

  @Test
  void refusesRemovalOfReleasedVersionWithoutPermission() {
    release();
    for (ThrowingCallable each :
        List.<ThrowingCallable>of(
            () -> all.aliases.delete(as(ALICE), "scoring", "prod"),
            () -> all.versions.delete(as(ALICE), "scoring", 1),
            () -> all.models.delete(as(ALICE), "scoring"),
            () -> all.models.rename(as(ALICE), "scoring", "scores"))) {
      assertRefused(ErrorCode.PERMISSION_DENIED, "releasing to `production`", each);
    }
    assertThat(aliases()).containsExactly("prod");
    all.aliases.delete(as(OPERATOR), "scoring", "prod");
    all.models.rename(as(ALICE), "scoring", "scores");
    all.versions.delete(as(ALICE), "scores", 1);
  }

  /// A copy in another model, whose reviewers have not seen it.
  @Test
  void blocksOtherModelWithApprovedFiles() {
    release();
    all.model("other");
    all.version("other", "models:/scoring/1");
    assertRefused(
        ErrorCode.PERMISSION_DENIED,
        "1 approval by a model-reviewer other than the author is required; none found",
        () -> all.aliases.set(as(OPERATOR), "other", "prod", 1));
    all.approved(GateFixture.CAROL, "other", 1);
    all.aliases.set(as(OPERATOR), "other", "prod", 1);
  }

  @Test
  void blocksModelApprovedUnderAnotherName() {
    all.complete("scoring", 1);
    all.models.rename(as(ALICE), "scoring", "loans");
    assertRefused(
        ErrorCode.PERMISSION_DENIED,
        "the approval by `bob` is not counted: it is for no version, or for this "
            + "version under another model name",
        () -> all.aliases.set(as(OPERATOR), "loans", "prod", 1));
    all.models.rename(as(ALICE), "loans", "scoring");
    all.aliases.set(as(OPERATOR), "scoring", "prod", 1);
    assertRefused(
        ErrorCode.PERMISSION_DENIED,
        "under another model name",
        () -> all.models.rename(as(OPERATOR), "scoring", "loans"));
    all.models.rename(as(OPERATOR), "scoring", "scoring");
  }

  /// Version 1 under this name is another version by now: older servers allowed a model to take
  /// over the name.
  @Test
  void blocksModelThatTookNameOfApprovedOne() {
    all.complete("scoring", 1);
    all.versions.delete(as(ALICE), "scoring", 1);
    all.models.delete(as(ALICE), "scoring");
    all.model("draft");
    all.version("draft");
    assertRefused(
        ErrorCode.RESOURCE_ALREADY_EXISTS,
        "the name `scoring` was used by another model",
        () -> all.models.rename(as(ALICE), "draft", "scoring"));
    all.database.write(sql -> sql.sql("UPDATE registered_model SET name = 'scoring'").update());
    assertThat(all.gates.evidence(as(ALICE), "scoring", 1))
        .extracting(each -> each.claim().kind())
        .containsExactly("scan", "signature", "attestation");
    assertRefused(
        ErrorCode.PERMISSION_DENIED,
        "none found",
        () -> all.aliases.set(as(OPERATOR), "scoring", "prod", 1));
  }

  @Test
  void refusesArchivingProductionVersionWithoutPermission() {
    all.complete("scoring", 1);
    all.stages.move(as(OPERATOR), "scoring", 1, ModelStage.PRODUCTION, false);
    assertRefused(
        ErrorCode.PERMISSION_DENIED,
        "releasing to `production`",
        () -> all.stages.move(as(ALICE), "scoring", 1, ModelStage.ARCHIVED, false));
    all.stages.move(as(OPERATOR), "scoring", 1, ModelStage.ARCHIVED, false);
  }

  @Test
  void refusesStageTransitionWithoutPermission() {
    all.complete("scoring", 1);
    assertRefused(
        ErrorCode.PERMISSION_DENIED,
        "releasing to `production`",
        () -> all.stages.move(as(ALICE), "scoring", 1, ModelStage.PRODUCTION, false));
    all.situation = AuthorizationContext.UNKNOWN;
    assertThatThrownBy(
            () -> all.stages.move(as(OPERATOR), "scoring", 1, ModelStage.PRODUCTION, false))
        .isInstanceOf(StepUpRequiredException.class);
  }

  /// A service finds the version that it serves by this alias.
  @Test
  void returnsEnvironmentsOfVersion() {
    release();
    all.aliases.set(as(ALICE), "scoring", "candidate", 1);
    all.stages.move(as(OPERATOR), "scoring", 1, ModelStage.STAGING, false);
    assertThat(all.versions.releasedTo(all.versions.get(as(ALICE), "scoring", 1)))
        .containsExactlyInAnyOrder("staging", "production");
    all.version("scoring");
    assertThat(all.versions.releasedTo(all.versions.get(as(ALICE), "scoring", 2))).isEmpty();
  }

  @Test
  void checksTargetVersionOfAlias() {
    release();
    all.version("scoring");
    all.versions.create(as(ALICE), new NewModelVersion("scoring", "x"));
    assertRefused(
        ErrorCode.INVALID_STATE,
        "version 3 of `scoring` is not ready yet",
        () -> all.aliases.set(as(OPERATOR), "scoring", "prod", 3));
    // Evidence about the same files applies under another number, but approvals do not.
    assertRefused(
        ErrorCode.PERMISSION_DENIED,
        "1 approval by a model-reviewer other than the author is required; none found",
        () -> all.aliases.set(as(OPERATOR), "scoring", "prod", 2));
    assertThat(aliases()).containsExactly("prod");
    all.approved(GateFixture.BOB, "scoring", 2);
    all.aliases.set(as(OPERATOR), "scoring", "prod", 2);
    assertThat(aliases()).isEmpty();
  }

  @Test
  void blocksVersionAfterApprovalIsRevoked() {
    all.scannedAndSigned("scoring", 1);
    all.tested("scoring", 1, "PASSED");
    Evidence approval = all.approved(GateFixture.BOB, "scoring", 1);
    all.approvals.revoke(
        as(GateFixture.BOB), GateFixture.BOB, "scoring", 1, approval.id(), "too early");
    assertRefused(
        ErrorCode.PERMISSION_DENIED,
        "none found",
        () -> all.aliases.set(as(OPERATOR), "scoring", "prod", 1));
  }
}
