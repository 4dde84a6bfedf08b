package dev.redoubt.registry.models;

import static dev.redoubt.registry.models.ModelRegistryFixture.ALICE;
import static dev.redoubt.registry.models.ModelRegistryFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.access.ErrorCode;
import dev.redoubt.gate.transition.ModelStage;
import dev.redoubt.gate.transition.Transition;
import dev.redoubt.gate.transition.VersionStatus;
import dev.redoubt.registry.RegistryMigrations;
import dev.redoubt.store.testing.TestDatabases;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(TestDatabases.class)
class StageAndAliasTest {

  @Parameter private TestDatabases databases = TestDatabases.SQLITE;

  @TempDir private Path folder;

  @AutoClose private ModelRegistryFixture all;

  @BeforeEach
  void open() throws SQLException {
    all = new ModelRegistryFixture(databases.open(folder, RegistryMigrations.MIGRATIONS));
    all.model("credit");
    all.ready("credit");
    all.ready("credit");
    all.ready("credit");
  }

  private ModelStage stage(long number) {
    return all.versions.get(ALICE, "credit", number).stage();
  }

  @Test
  void movesOnlyTheGivenVersion() {
    all.stages.move(ALICE, "credit", 1, ModelStage.PRODUCTION, false);
    ModelVersion moved = all.stages.move(ALICE, "credit", 2, ModelStage.PRODUCTION, false);
    assertThat(moved.stage()).isEqualTo(ModelStage.PRODUCTION);
    assertThat(all.models.get(ALICE, "credit").updated()).isEqualTo(moved.updated());
    assertThat(List.of(stage(1), stage(3))).containsExactly(ModelStage.PRODUCTION, ModelStage.NONE);
  }

  @Test
  void archivesOtherVersionsOnRequest() {
    all.stages.move(ALICE, "credit", 1, ModelStage.PRODUCTION, false);
    all.stages.move(ALICE, "credit", 2, ModelStage.STAGING, false);
    all.asked.clear();
    all.stages.move(ALICE, "credit", 3, ModelStage.PRODUCTION, true);
    assertThat(List.of(stage(1), stage(2), stage(3)))
        .containsExactly(ModelStage.ARCHIVED, ModelStage.STAGING, ModelStage.PRODUCTION);
    assertThat(all.asked)
        .containsExactly(
            new Transition.OfStage("credit", 3, ModelStage.NONE, ModelStage.PRODUCTION),
            new Transition.OfStage("credit", 1, ModelStage.PRODUCTION, ModelStage.ARCHIVED));
  }

  @Test
  void archivesExistingVersionsOnlyInStagingAndProduction() {
    assertRefused(
        ErrorCode.INVALID_PARAMETER_VALUE,
        () -> all.stages.move(ALICE, "credit", 1, ModelStage.NONE, true));
    assertRefused(
        ErrorCode.INVALID_PARAMETER_VALUE,
        () -> all.stages.move(ALICE, "credit", 1, ModelStage.ARCHIVED, true));
  }

  @Test
  void changesNothingWhenGuardRefusesOneTransition() {
    all.stages.move(ALICE, "credit", 1, ModelStage.PRODUCTION, false);
    all.refused.add(
        new Transition.OfStage("credit", 1, ModelStage.PRODUCTION, ModelStage.ARCHIVED));
    List<String> before = all.events();
    assertThatThrownBy(() -> all.stages.move(ALICE, "credit", 2, ModelStage.PRODUCTION, true))
        .hasMessage("an approval is missing");
    assertThat(List.of(stage(1), stage(2))).containsExactly(ModelStage.PRODUCTION, ModelStage.NONE);
    assertThat(all.events()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(
      value = VersionStatus.class,
      names = {"PENDING_REGISTRATION", "FAILED_REGISTRATION"})
  void refusesAliasAndStageWhenVersionIsNotReady(VersionStatus status) {
    long number = all.version("credit").number();
    if (status == VersionStatus.FAILED_REGISTRATION) {
      all.versions.complete(ALICE, "credit", number, status, "a pickle imports `os`");
    }
    all.asked.clear();
    List<String> before = all.events();
    for (ThrowingCallable each :
        List.<ThrowingCallable>of(
            () -> all.aliases.set(ALICE, "credit", "champion", number),
            () -> all.aliases.set(ALICE, "credit", "candidate", number),
            () -> all.stages.move(ALICE, "credit", number, ModelStage.STAGING, false),
            () -> all.stages.move(ALICE, "credit", number, ModelStage.PRODUCTION, true))) {
      assertRefused(ErrorCode.INVALID_STATE, each);
    }
    assertThat(all.asked).isEmpty();
    assertThat(all.events()).isEqualTo(before);
    // It can still be archived.
    assertThat(all.stages.move(ALICE, "credit", number, ModelStage.ARCHIVED, false).stage())
        .isEqualTo(ModelStage.ARCHIVED);
  }

  /// Older servers allowed aliases to point to pending versions.
  @Test
  void removesAliasesAndStageWhenRegistrationFails() {
    long number = all.version("credit").number();
    all.database.write(
        sql ->
            sql.sql(
                        """
                        INSERT INTO model_alias (model, alias, version)
                        SELECT model, 'candidate', id FROM model_version WHERE version = ?
                        """)
                    .param(number)
                    .update()
                + sql.sql("UPDATE model_version SET stage = 'Staging' WHERE version = ?")
                    .param(number)
                    .update());
    all.aliases.set(ALICE, "credit", "champion", 1);
    ModelVersion failed =
        all.versions.complete(
            ALICE, "credit", number, VersionStatus.FAILED_REGISTRATION, "it is malicious");
    assertThat(failed.aliases()).isEmpty();
    assertThat(failed.stage()).isEqualTo(ModelStage.NONE);
    assertThat(all.models.get(ALICE, "credit").aliases())
        .containsExactly(new ModelAlias("champion", 1));
    assertThat(all.events())
        .endsWith(
            "alias.moved models:/credit@candidate",
            "stage.moved models:/credit/4",
            "version.completed models:/credit/4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"production", "PRODUCTION", "Production"})
  void parsesStagesCaseInsensitively(String text) {
    assertThat(ModelStage.of(text)).isEqualTo(ModelStage.PRODUCTION);
    assertRefused(ErrorCode.INVALID_PARAMETER_VALUE, () -> ModelStage.of(text + "!"));
  }

  @Test
  void aliasPointsToOneVersion() {
    all.aliases.set(ALICE, "credit", "champion", 1);
    all.aliases.set(ALICE, "credit", "challenger", 1);
    assertThat(all.versions.get(ALICE, "credit", 1).aliases())
        .containsExactly("challenger", "champion");
    all.aliases.set(ALICE, "credit", "champion", 2);
    assertThat(all.aliases.version(ALICE, "credit", "champion").number()).isEqualTo(2);
    assertThat(all.models.get(ALICE, "credit").aliases())
        .containsExactly(new ModelAlias("challenger", 1), new ModelAlias("champion", 2));
    assertThat(all.asked)
        .endsWith(
            new Transition.OfAlias("credit", "champion", OptionalLong.of(1), OptionalLong.of(2)));
  }

  @Test
  void aliasIsUnchangedWhenGuardRefuses() {
    all.aliases.set(ALICE, "credit", "champion", 1);
    all.refused.add(
        new Transition.OfAlias("credit", "champion", OptionalLong.of(1), OptionalLong.of(2)));
    all.refused.add(
        new Transition.OfAlias("credit", "champion", OptionalLong.of(1), OptionalLong.empty()));
    assertRefused(
        ErrorCode.PERMISSION_DENIED, () -> all.aliases.set(ALICE, "credit", "champion", 2));
    assertRefused(
        ErrorCode.PERMISSION_DENIED, () -> all.aliases.delete(ALICE, "credit", "champion"));
    assertThat(all.aliases.version(ALICE, "credit", "champion").number()).isEqualTo(1);
  }

  @Test
  void aliasIsDeletedWithItsVersion() {
    all.aliases.set(ALICE, "credit", "champion", 1);
    all.versions.delete(ALICE, "credit", 1);
    assertThat(all.models.get(ALICE, "credit").aliases()).isEmpty();
    assertRefused(
        ErrorCode.INVALID_PARAMETER_VALUE, () -> all.aliases.version(ALICE, "credit", "champion"));
  }

  @Test
  void latestPointsToGreatestNumber() {
    assertThat(all.aliases.version(ALICE, "credit", "Latest").number()).isEqualTo(3);
    all.model("empty");
    assertRefused(
        ErrorCode.RESOURCE_DOES_NOT_EXIST, () -> all.aliases.version(ALICE, "empty", "latest"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "latest",
        "LATEST",
        "v1",
        "V23",
        "a b",
        "a.b",
        "a/b",
        "a@b",
        "a\n",
        "ｐｒｏｄ",
        "prοd",
        "сһамріоп",
        "pro\u200bd",
        "\u202eprod",
        "v\u0661",
        "ʟatest",
        "champıon"
      })
  void refusesInvalidAndReservedAliases(String alias) {
    assertRefused(
        ErrorCode.INVALID_PARAMETER_VALUE, () -> all.aliases.set(ALICE, "credit", alias, 1));
  }

  @Test
  void acceptsOtherAliases() {
    for (String alias : List.of("v", "v1a", "größe_1", "продажа", "-", "a".repeat(255))) {
      all.aliases.set(ALICE, "credit", alias, 1);
      assertThat(all.aliases.version(ALICE, "credit", alias).number()).isEqualTo(1);
    }
    assertRefused(
        ErrorCode.INVALID_PARAMETER_VALUE,
        () -> all.aliases.set(ALICE, "credit", "a".repeat(256), 1));
    assertRefused(
        ErrorCode.RESOURCE_DOES_NOT_EXIST, () -> all.aliases.set(ALICE, "credit", "a", 4));
  }
}
