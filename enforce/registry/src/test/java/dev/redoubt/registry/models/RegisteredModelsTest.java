package dev.redoubt.registry.models;

import static dev.redoubt.registry.models.ModelRegistryFixture.ALICE;
import static dev.redoubt.registry.models.ModelRegistryFixture.BOB;
import static dev.redoubt.registry.models.ModelRegistryFixture.SECRET;
import static dev.redoubt.registry.models.ModelRegistryFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.access.AccessAttributes;
import dev.redoubt.access.ErrorCode;
import dev.redoubt.gate.transition.ModelStage;
import dev.redoubt.gate.transition.Transition;
import dev.redoubt.registry.RegistryMigrations;
import dev.redoubt.store.testing.TestDatabases;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
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
class RegisteredModelsTest {

  @Parameter private TestDatabases databases = TestDatabases.SQLITE;

  @TempDir private Path folder;

  @AutoClose private ModelRegistryFixture all;

  @BeforeEach
  void open() throws SQLException {
    all = new ModelRegistryFixture(databases.open(folder, RegistryMigrations.MIGRATIONS));
  }

  @Test
  void storesParametersOfNewModel() {
    RegisteredModel made =
        all.models.create(ALICE, "credit", SECRET, "scores", Map.of("team", "risk", "a", ""));
    assertThat(made.name()).isEqualTo("credit");
    assertThat(made.label()).isEqualTo(SECRET);
    assertThat(made.description()).isEqualTo("scores");
    assertThat(made.created())
        .isEqualTo(made.updated())
        .isEqualTo(ModelRegistryFixture.START.plusSeconds(1));
    assertThat(made.tags()).containsExactly(Map.entry("a", ""), Map.entry("team", "risk"));
    assertThat(made.aliases()).isEmpty();
    assertThat(made.latest()).isEmpty();
    assertThat(all.models.get(ALICE, "credit")).isEqualTo(made);
  }

  @Test
  void refusesTakenNameEvenOfInvisibleModel() {
    all.model("credit", SECRET);
    assertRefused(ErrorCode.RESOURCE_ALREADY_EXISTS, () -> all.model("credit"));
    assertRefused(
        ErrorCode.RESOURCE_ALREADY_EXISTS,
        () -> all.models.create(BOB, "credit", AccessAttributes.DEFAULT, null, Map.of()));
    all.model("Credit");
  }

  @Test
  void refusesToCreateModelThatCallerCouldNotSee() {
    assertRefused(
        ErrorCode.PERMISSION_DENIED, () -> all.models.create(BOB, "a", SECRET, null, Map.of()));
    assertThat(all.events()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a/b", "a:b", ".", "..", "..a", "a\nb", "a\u0000", "a\ud800"})
  void refusesInvalidNames(String name) {
    assertRefused(ErrorCode.INVALID_PARAMETER_VALUE, () -> all.model(name));
    assertRefused(ErrorCode.INVALID_PARAMETER_VALUE, () -> all.models.get(ALICE, name));
    all.model("fine");
    assertRefused(ErrorCode.INVALID_PARAMETER_VALUE, () -> all.models.rename(ALICE, "fine", name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ｃｒｅｄｉｔ",
        "crеdit",
        "credit‐limit",
        "credit\u200b",
        "\u202etiderc",
        "credit\u00a0"
      })
  void refusesNewNamesThatLookLikeOthers(String name) {
    assertRefused(ErrorCode.INVALID_PARAMETER_VALUE, () -> all.model(name));
    all.model("fine");
    assertRefused(ErrorCode.INVALID_PARAMETER_VALUE, () -> all.models.rename(ALICE, "fine", name));
    // An existing model is still found, and can be renamed.
    all.database.write(sql -> sql.sql("UPDATE registered_model SET name = ?").param(name).update());
    assertThat(all.models.get(ALICE, name).name()).isEqualTo(name);
    assertThat(all.models.rename(ALICE, name, name).name()).isEqualTo(name);
    assertThat(all.models.rename(ALICE, name, "fine").name()).isEqualTo("fine");
  }

  @Test
  void limitsLengthInCodePoints() {
    String longest = "🏦".repeat(256);
    assertThat(all.model(longest).name()).isEqualTo(longest);
    assertThatThrownBy(() -> all.model(longest + "a")).hasMessageContaining("more than 256");
  }

  @Test
  void treatsInvisibleAsMissing() {
    all.model("credit", SECRET);
    for (String name : List.of("credit", "debit")) {
      String message = "Registered Model with name=" + name + " not found";
      assertThatThrownBy(() -> all.models.get(BOB, name)).hasMessage(message);
      assertThatThrownBy(() -> all.models.describe(BOB, name, "a")).hasMessage(message);
      assertThatThrownBy(() -> all.models.rename(BOB, name, "b")).hasMessage(message);
      assertThatThrownBy(() -> all.models.delete(BOB, name)).hasMessage(message);
      assertThatThrownBy(() -> all.models.tag(BOB, name, "k", "v")).hasMessage(message);
      assertThatThrownBy(() -> all.models.untag(BOB, name, "k")).hasMessage(message);
      assertThatThrownBy(() -> all.models.latest(BOB, name, List.of())).hasMessage(message);
      assertRefused(ErrorCode.RESOURCE_DOES_NOT_EXIST, () -> all.models.get(BOB, name));
    }
  }

  @Test
  void changesDescription() {
    all.model("credit");
    RegisteredModel described = all.models.describe(ALICE, "credit", "scores");
    assertThat(described.description()).isEqualTo("scores");
    assertThat(described.updated()).isAfter(described.created());
    assertThat(all.models.describe(ALICE, "credit", null).description()).isNull();
    assertRefused(
        ErrorCode.INVALID_PARAMETER_VALUE,
        () -> all.models.describe(ALICE, "credit", "a".repeat(5001)));
  }

  @Test
  void renamesModelWithVersionsTagsAndAliases() {
    all.model("credit");
    all.ready("credit");
    all.models.tag(ALICE, "credit", "team", "risk");
    all.versions.tag(ALICE, "credit", 1, "accuracy", "0.9");
    all.aliases.set(ALICE, "credit", "champion", 1);

    RegisteredModel renamed = all.models.rename(ALICE, "credit", "loans");

    assertThat(renamed.name()).isEqualTo("loans");
    assertThat(renamed.tags()).containsEntry("team", "risk");
    assertThat(renamed.aliases()).containsExactly(new ModelAlias("champion", 1));
    ModelVersion version = all.aliases.version(ALICE, "loans", "champion");
    assertThat(version.model()).isEqualTo("loans");
    assertThat(version.tags()).containsEntry("accuracy", "0.9");
    assertThat(version.updated()).isEqualTo(renamed.updated()).isAfter(renamed.created());
    assertRefused(ErrorCode.RESOURCE_DOES_NOT_EXIST, () -> all.models.get(ALICE, "credit"));
    assertThat(all.asked).contains(new Transition.Renaming("credit", "loans"));
  }

  @Test
  void refusesRenameWhenNameIsTakenOrGuardRefuses() {
    all.model("credit");
    all.model("loans");
    assertRefused(
        ErrorCode.RESOURCE_ALREADY_EXISTS, () -> all.models.rename(ALICE, "credit", "loans"));
    all.refused.add(new Transition.Renaming("credit", "debit"));
    assertRefused(ErrorCode.PERMISSION_DENIED, () -> all.models.rename(ALICE, "credit", "debit"));
    assertThat(all.models.get(ALICE, "credit").updated())
        .isEqualTo(ModelRegistryFixture.START.plusSeconds(1));
    assertThat(all.models.rename(ALICE, "credit", "credit").name()).isEqualTo("credit");
  }

  /// A version number under a name never refers to another version, even while the version is being
  /// reviewed.
  @Test
  void refusesRenameToNameWithVersionNumbersOfAnotherModel() {
    all.model("credit");
    all.ready("credit");
    all.model("toy");
    all.ready("toy");
    all.models.rename(ALICE, "credit", "loans");
    assertRefused(
        ErrorCode.RESOURCE_ALREADY_EXISTS, () -> all.models.rename(ALICE, "toy", "credit"));
    assertThat(all.models.get(ALICE, "toy").name()).isEqualTo("toy");
    // A model can get its old name back, and its numbers continue.
    all.models.rename(ALICE, "loans", "credit");
    assertThat(all.version("credit").number()).isEqualTo(2);
    all.models.delete(ALICE, "credit");
    assertRefused(
        ErrorCode.RESOURCE_ALREADY_EXISTS, () -> all.models.rename(ALICE, "toy", "credit"));
    // A new model under the name continues the numbers, too.
    all.model("credit");
    assertThat(all.version("credit").number()).isEqualTo(3);
    all.models.delete(ALICE, "credit");
    // Without versions there is nothing to confuse.
    all.model("empty");
    all.models.rename(ALICE, "empty", "void");
    all.models.rename(ALICE, "toy", "empty");
    all.models.rename(ALICE, "void", "other");
    assertThat(all.models.get(ALICE, "empty").latest()).hasSize(1);
  }

  @Test
  void deletesModelWithEverythingThatBelongsToIt() {
    all.model("credit");
    all.ready("credit");
    all.ready("credit");
    all.models.tag(ALICE, "credit", "team", "risk");
    all.versions.tag(ALICE, "credit", 1, "accuracy", "0.9");
    all.aliases.set(ALICE, "credit", "champion", 2);
    all.asked.clear();

    all.models.delete(ALICE, "credit");

    assertThat(all.asked)
        .containsExactly(
            new Transition.Removal("credit", 1, ModelStage.NONE, List.of()),
            new Transition.Removal("credit", 2, ModelStage.NONE, List.of("champion")));
    assertRefused(ErrorCode.RESOURCE_DOES_NOT_EXIST, () -> all.models.get(ALICE, "credit"));
    for (String table :
        List.of("registered_model_tag", "model_version", "model_version_tag", "model_alias")) {
      assertThat(
              all.database.<Integer>read(
                  sql -> sql.sql("SELECT COUNT(*) FROM " + table).query(Integer.class).single()))
          .isZero();
    }
  }

  @Test
  void deletesNothingWhenGuardProtectsOneVersion() {
    all.model("credit");
    all.ready("credit");
    all.stages.move(ALICE, "credit", 1, ModelStage.PRODUCTION, false);
    all.refused.add(new Transition.Removal("credit", 1, ModelStage.PRODUCTION, List.of()));
    List<String> before = all.events();
    assertRefused(ErrorCode.PERMISSION_DENIED, () -> all.models.delete(ALICE, "credit"));
    assertRefused(ErrorCode.PERMISSION_DENIED, () -> all.versions.delete(ALICE, "credit", 1));
    assertThat(all.versions.get(ALICE, "credit", 1).stage()).isEqualTo(ModelStage.PRODUCTION);
    assertThat(all.events()).isEqualTo(before);
  }

  @Test
  void replacesAndDeletesTags() {
    all.model("credit");
    all.models.tag(ALICE, "credit", "a b/c.d:e-f", "1");
    all.models.tag(ALICE, "credit", "a b/c.d:e-f", "2");
    assertThat(all.models.get(ALICE, "credit").tags())
        .containsExactly(Map.entry("a b/c.d:e-f", "2"));
    all.models.untag(ALICE, "credit", "other");
    all.models.untag(ALICE, "credit", "a b/c.d:e-f");
    assertThat(all.models.get(ALICE, "credit").tags()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a,b", "a//b", "/a", "a/", "a/../b", "..", "..a", ".", "a/./b", "a\n"})
  void refusesInvalidTagKeys(String key) {
    all.model("credit");
    assertRefused(
        ErrorCode.INVALID_PARAMETER_VALUE, () -> all.models.tag(ALICE, "credit", key, "v"));
  }

  @Test
  void refusesTooLongTags() {
    all.model("credit");
    all.models.tag(ALICE, "credit", "k".repeat(250), "v".repeat(100_000));
    assertThatThrownBy(() -> all.models.tag(ALICE, "credit", "k".repeat(251), "v"))
        .hasMessageContaining("more than 250");
    assertThatThrownBy(() -> all.models.tag(ALICE, "credit", "k", "v".repeat(100_001)))
        .hasMessageContaining("more than 100000");
  }

  @Test
  void refusesToTurnModelIntoPromptAndBack() {
    String key = "mlflow.prompt.is_prompt";
    all.model("credit");
    all.models.create(ALICE, "ask", AccessAttributes.DEFAULT, null, Map.of(key, "true"));
    all.models.create(ALICE, "plain", AccessAttributes.DEFAULT, null, Map.of(key, "false"));
    // Setting the same value again is no change: MLflow's client does it twice.
    all.models.tag(ALICE, "ask", key, "true");
    for (ThrowingCallable each :
        List.<ThrowingCallable>of(
            () -> all.models.tag(ALICE, "credit", key, "true"),
            () -> all.models.tag(ALICE, "credit", key, "false"),
            () -> all.models.tag(ALICE, "plain", key, "true"),
            () -> all.models.tag(ALICE, "ask", key, "false"),
            () -> all.models.untag(ALICE, "ask", key),
            () -> all.models.untag(ALICE, "plain", key),
            () ->
                all.models.create(
                    ALICE, "other", AccessAttributes.DEFAULT, null, Map.of(key, "True")))) {
      assertRefused(ErrorCode.INVALID_PARAMETER_VALUE, each);
    }
    assertThat(List.of("credit", "ask", "plain"))
        .extracting(name -> all.models.get(ALICE, name).isPrompt())
        .containsExactly(false, true, false);
    all.models.rename(ALICE, "ask", "asked");
    assertThat(all.models.get(ALICE, "asked").isPrompt()).isTrue();
  }

  @Test
  void returnsLatestVersionOfEachStage() {
    all.model("credit");
    for (int i = 0; i < 5; i++) {
      all.ready("credit");
    }
    all.stages.move(ALICE, "credit", 2, ModelStage.PRODUCTION, false);
    all.stages.move(ALICE, "credit", 3, ModelStage.PRODUCTION, false);
    all.stages.move(ALICE, "credit", 4, ModelStage.STAGING, false);
    assertThat(all.models.latest(ALICE, "credit", List.of()))
        .extracting(ModelVersion::number)
        .containsExactly(5L, 4L, 3L);
    assertThat(
            all.models.latest(ALICE, "credit", List.of(ModelStage.PRODUCTION, ModelStage.ARCHIVED)))
        .extracting(ModelVersion::number)
        .containsExactly(3L);
    assertThat(all.models.get(ALICE, "credit").latest())
        .isEqualTo(all.models.latest(ALICE, "credit", List.of()));
  }

  @Test
  void returnsAccessAttributesOfVisibleModelsOnly() {
    all.model("secret", SECRET);
    ModelAttributes labels = new ModelAttributes(all.database);
    assertThat(labels.of(ALICE, "secret")).isEqualTo(SECRET);
    assertRefused(ErrorCode.RESOURCE_DOES_NOT_EXIST, () -> labels.of(BOB, "secret"));
  }
}
