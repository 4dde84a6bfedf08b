package dev.redoubt.registry.models;

import static dev.redoubt.registry.models.ModelRegistryFixture.ALICE;
import static dev.redoubt.registry.models.ModelRegistryFixture.BOB;
import static dev.redoubt.registry.models.ModelRegistryFixture.NOBODY;
import static dev.redoubt.registry.models.ModelRegistryFixture.SECRET;
import static dev.redoubt.registry.models.ModelRegistryFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.access.AccessAttributes;
import dev.redoubt.access.ErrorCode;
import dev.redoubt.gate.transition.ModelStage;
import dev.redoubt.gate.transition.VersionStatus;
import dev.redoubt.registry.RegistryMigrations;
import dev.redoubt.store.testing.TestDatabases;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
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
class ModelVersionsTest {

  @Parameter private TestDatabases databases = TestDatabases.SQLITE;

  @TempDir private Path folder;

  @AutoClose private ModelRegistryFixture all;

  @BeforeEach
  void open() throws SQLException {
    all = new ModelRegistryFixture(databases.open(folder, RegistryMigrations.MIGRATIONS));
    all.model("credit");
  }

  @Test
  void storesParametersOfNewVersion() {
    ModelVersion made =
        all.versions.create(
            ALICE,
            new NewModelVersion(
                "credit",
                "runs:/r/m",
                "store:7",
                "r",
                "https://x/r",
                "m-1",
                "d",
                Map.of("k", "v")));
    assertThat(made.number()).isEqualTo(1);
    assertThat(made.author()).isEqualTo("alice");
    assertThat(made.stage()).isEqualTo(ModelStage.NONE);
    assertThat(made.status()).isEqualTo(VersionStatus.PENDING_REGISTRATION);
    assertThat(made.source()).isEqualTo("runs:/r/m");
    assertThat(made.run()).isEqualTo("r");
    assertThat(made.runLink()).isEqualTo("https://x/r");
    assertThat(made.loggedModel()).isEqualTo("m-1");
    assertThat(made.description()).isEqualTo("d");
    assertThat(made.tags()).containsExactly(Map.entry("k", "v"));
    assertThat(all.versions.get(ALICE, "credit", 1)).isEqualTo(made);
    assertThat(all.versions.get(ALICE, "credit", 1).location()).isEqualTo("store:7");
    assertThat(all.models.get(ALICE, "credit").updated()).isEqualTo(made.created());
  }

  @Test
  void neverReusesVersionNumber() {
    all.version("credit");
    all.version("credit");
    all.versions.delete(ALICE, "credit", 2);
    assertThat(all.version("credit").number()).isEqualTo(3);
  }

  @Test
  void neverReusesVersionNumberAfterDeletionOrRename() {
    all.version("credit");
    all.version("credit");
    all.models.delete(ALICE, "credit");
    all.model("credit");
    assertThat(all.version("credit").number()).isEqualTo(3);
    all.models.rename(ALICE, "credit", "loans");
    assertThat(all.version("loans").number()).isEqualTo(4);
    all.model("credit");
    assertThat(all.version("credit").number()).isEqualTo(4);
  }

  @Test
  void concurrentRegistrationsGetDifferentNumbers() throws Exception {
    List<Long> numbers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<ModelVersion>> made = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        made.add(threads.submit(() -> all.version("credit")));
      }
      for (Future<ModelVersion> each : made) {
        numbers.add(each.get().number());
      }
    }
    assertThat(numbers)
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 50).boxed().toList());
  }

  @Test
  void copyHasLocationOfOriginal() {
    all.versions.create(ALICE, new NewModelVersion("credit", "mlflow-artifacts:/1"));
    all.model("loans");
    ModelVersion copy =
        all.versions.create(ALICE, new NewModelVersion("loans", "models:/credit/1"));
    assertThat(copy.source()).isEqualTo("models:/credit/1");
    all.versions.delete(ALICE, "credit", 1);
    assertThat(all.versions.get(ALICE, "loans", 1).location()).isEqualTo("mlflow-artifacts:/1");
  }

  @Test
  void refusesToCopyInvisibleVersion() {
    all.model("secret", SECRET);
    all.version("secret");
    assertRefused(
        ErrorCode.RESOURCE_DOES_NOT_EXIST,
        () -> all.versions.create(BOB, new NewModelVersion("credit", "models:/secret/1")));
    assertRefused(
        ErrorCode.RESOURCE_DOES_NOT_EXIST,
        () -> all.versions.create(BOB, new NewModelVersion("credit", "models:/credit/1")));
    assertThat(all.version("credit").number()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "models:/credit@champion", "models:/credit/Production", "models:/m-1"})
  void refusesSourceWithoutResolvedLocation(String source) {
    assertRefused(
        ErrorCode.INVALID_PARAMETER_VALUE,
        () -> all.versions.create(ALICE, new NewModelVersion("credit", source)));
  }

  @Test
  void completesPendingVersionOnce() {
    all.version("credit");
    all.version("credit");
    all.scanned("credit", 1);
    ModelVersion ready = all.versions.complete(ALICE, "credit", 1, VersionStatus.READY, null);
    assertThat(ready.status()).isEqualTo(VersionStatus.READY);
    assertThat(ready.updated()).isAfter(ready.created());
    ModelVersion failed =
        all.versions.complete(
            ALICE, "credit", 2, VersionStatus.FAILED_REGISTRATION, "a pickle imports `os`");
    assertThat(failed.statusMessage()).isEqualTo("a pickle imports `os`");
    assertRefused(
        ErrorCode.INVALID_STATE,
        () -> all.versions.complete(ALICE, "credit", 2, VersionStatus.READY, null));
    assertThat(all.versions.get(ALICE, "credit", 2)).isEqualTo(failed);
  }

  @Test
  void refusesReadyWithoutScanInSameProject() {
    all.version("credit");
    assertNotReady();
    all.database.write(
        sql ->
            sql.sql(
                    """
                    INSERT INTO version_digest (version, root, layout)
                    SELECT id, 'root', 'layout' FROM model_version
                    """)
                .update());
    assertNotReady();
    all.database.write(
        sql ->
            ModelRegistryFixture.evidence(
                    sql, AccessAttributes.DEFAULT.project(), "scan", "test#mallory")
                + ModelRegistryFixture.evidence(
                    sql, AccessAttributes.DEFAULT.project(), "signature", "registry")
                + ModelRegistryFixture.evidence(sql, "elsewhere", "scan", "registry"));
    assertNotReady();
    all.database.write(
        sql ->
            ModelRegistryFixture.evidence(
                sql, AccessAttributes.DEFAULT.project(), "scan", "registry"));
    all.versions.complete(ALICE, "credit", 1, VersionStatus.READY, null);
  }

  private void assertNotReady() {
    assertRefused(
        ErrorCode.INVALID_STATE,
        () -> all.versions.complete(ALICE, "credit", 1, VersionStatus.READY, null));
    assertThat(all.versions.get(ALICE, "credit", 1).status())
        .isEqualTo(VersionStatus.PENDING_REGISTRATION);
  }

  @Test
  void versionWithoutFilesBecomesReadyForPromptsOnly() {
    all.models.create(ALICE, "ask", AccessAttributes.DEFAULT, null, PROMPT);
    all.versions.create(ALICE, new NewModelVersion("ask", "dummy-source"));
    all.version("credit");
    assertThat(all.versions.completeWithoutFiles(ALICE, "ask", 1).status())
        .isEqualTo(VersionStatus.READY);
    ModelVersion failed = all.versions.completeWithoutFiles(ALICE, "credit", 1);
    assertThat(failed.status()).isEqualTo(VersionStatus.FAILED_REGISTRATION);
    assertThat(failed.statusMessage()).contains("no files");
    assertRefused(
        ErrorCode.INVALID_STATE, () -> all.versions.completeWithoutFiles(ALICE, "ask", 1));
    assertRefused(
        ErrorCode.RESOURCE_DOES_NOT_EXIST,
        () -> all.versions.completeWithoutFiles(NOBODY, "ask", 1));
  }

  private static final Map<String, String> PROMPT = Map.of("mlflow.prompt.is_prompt", "true");

  private static NewModelVersion version(String model, Map<String, String> tags) {
    return new NewModelVersion(model, "dummy-source", null, null, null, null, null, tags);
  }

  @Test
  void refusesPromptVersionInModel() {
    assertRefused(
        ErrorCode.INVALID_PARAMETER_VALUE,
        () -> all.versions.create(ALICE, version("credit", PROMPT)));
    all.models.create(ALICE, "ask", AccessAttributes.DEFAULT, null, PROMPT);
    assertRefused(
        ErrorCode.INVALID_PARAMETER_VALUE,
        () ->
            all.versions.create(ALICE, version("ask", Map.of("mlflow.prompt.is_prompt", "TRUE"))));
    all.versions.create(ALICE, version("ask", PROMPT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mlflow.prompt.is_prompt",
        "mlflow.prompt.text",
        "_mlflow_prompt_type",
        "_mlflow_prompt_response_format"
      })
  void refusesChangeOfImmutableTag(String key) {
    all.models.create(ALICE, "ask", AccessAttributes.DEFAULT, null, PROMPT);
    all.versions.create(ALICE, version("ask", Map.of(key, "true")));
    all.version("credit");
    // Setting the same value again is no change: MLflow's client does it twice.
    all.versions.tag(ALICE, "ask", 1, key, "true");
    for (ThrowingCallable each :
        List.<ThrowingCallable>of(
            () -> all.versions.tag(ALICE, "ask", 1, key, "false"),
            () -> all.versions.untag(ALICE, "ask", 1, key),
            () -> all.versions.tag(ALICE, "credit", 1, key, "true"),
            () -> all.versions.tag(ALICE, "credit", 1, key, ""),
            () -> all.versions.untag(ALICE, "credit", 1, key))) {
      assertRefused(ErrorCode.INVALID_PARAMETER_VALUE, each);
    }
    assertThat(all.versions.get(ALICE, "ask", 1).tags()).isEqualTo(Map.of(key, "true"));
    assertThat(all.versions.get(ALICE, "credit", 1).tags()).isEmpty();
    // A tag of MLflow that links runs to prompts, and does not affect the text.
    all.versions.tag(ALICE, "ask", 1, "mlflow.prompt.associatedRunIds", "1,2");
    all.versions.untag(ALICE, "ask", 1, "mlflow.prompt.associatedRunIds");
  }

  @Test
  void listsPendingVersionsOldestFirst() {
    all.model("secret", SECRET);
    all.version("credit");
    all.version("secret");
    all.version("credit");
    all.scanned("credit", 1);
    all.versions.complete(ALICE, "credit", 1, VersionStatus.READY, null);
    assertThat(all.versions.pending(ALICE, 10))
        .extracting(ModelVersion::model)
        .containsExactly("secret", "credit");
    assertThat(all.versions.pending(ALICE, 1)).hasSize(1);
    assertThat(all.versions.pending(BOB, 10)).extracting(ModelVersion::number).containsExactly(2L);
    assertThat(all.versions.pending(NOBODY, 10)).isEmpty();
  }

  @Test
  void treatsInvisibleAsMissing() {
    all.model("secret", SECRET);
    all.version("secret");
    String message = "Registered Model with name=secret not found";
    assertThatThrownBy(() -> all.versions.get(BOB, "secret", 1)).hasMessage(message);
    assertThatThrownBy(() -> all.versions.get(BOB, "secret", 1).location()).hasMessage(message);
    assertThatThrownBy(() -> all.versions.describe(BOB, "secret", 1, "d")).hasMessage(message);
    assertThatThrownBy(() -> all.versions.delete(BOB, "secret", 1)).hasMessage(message);
    assertThatThrownBy(() -> all.versions.tag(BOB, "secret", 1, "k", "v")).hasMessage(message);
    assertThatThrownBy(() -> all.versions.untag(BOB, "secret", 1, "k")).hasMessage(message);
    assertThatThrownBy(() -> all.versions.complete(BOB, "secret", 1, VersionStatus.READY, null))
        .hasMessage(message);
    assertThatThrownBy(() -> all.versions.create(BOB, new NewModelVersion("secret", "s")))
        .hasMessage(message);
    assertThatThrownBy(() -> all.stages.move(BOB, "secret", 1, ModelStage.STAGING, false))
        .hasMessage(message);
    assertThatThrownBy(() -> all.aliases.version(BOB, "secret", "a")).hasMessage(message);
    assertThatThrownBy(() -> all.aliases.set(BOB, "secret", "a", 1)).hasMessage(message);
    assertThatThrownBy(() -> all.aliases.delete(BOB, "secret", "a")).hasMessage(message);
    assertThat(all.asked).isEmpty();
  }

  @Test
  void refusesUnknownVersionNumbers() {
    all.version("credit");
    all.versions.delete(ALICE, "credit", 1);
    assertRefused(ErrorCode.RESOURCE_DOES_NOT_EXIST, () -> all.versions.get(ALICE, "credit", 1));
    assertRefused(ErrorCode.RESOURCE_DOES_NOT_EXIST, () -> all.versions.delete(ALICE, "credit", 1));
    assertRefused(ErrorCode.RESOURCE_DOES_NOT_EXIST, () -> all.versions.get(ALICE, "credit", 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1.0", "one", "١", "1234567890123456789"})
  void refusesInvalidVersionNumbers(String number) {
    assertRefused(ErrorCode.INVALID_PARAMETER_VALUE, () -> ModelVersion.number(number));
    assertThat(ModelVersion.number("042")).isEqualTo(42);
  }

  @Test
  void descriptionAndTagsBelongToOneVersion() {
    all.version("credit");
    ModelVersion other = all.version("credit");
    assertThat(all.versions.describe(ALICE, "credit", 1, "d").description()).isEqualTo("d");
    all.versions.tag(ALICE, "credit", 1, "k", "v");
    all.versions.tag(ALICE, "credit", 1, "l", "w");
    all.versions.untag(ALICE, "credit", 1, "l");
    assertThat(all.versions.get(ALICE, "credit", 1).tags()).containsExactly(Map.entry("k", "v"));
    assertThat(all.versions.get(ALICE, "credit", 2)).isEqualTo(other);
  }

  @Test
  void recordsEventsForChangesOnly() {
    all.ready("credit");
    all.stages.move(ALICE, "credit", 1, ModelStage.STAGING, false);
    all.stages.move(ALICE, "credit", 1, ModelStage.STAGING, false);
    all.aliases.set(ALICE, "credit", "champion", 1);
    all.aliases.set(ALICE, "credit", "champion", 1);
    all.aliases.delete(ALICE, "credit", "champion");
    all.aliases.delete(ALICE, "credit", "champion");
    all.version("credit");
    all.versions.delete(ALICE, "credit", 2);
    all.models.rename(ALICE, "credit", "loans");
    all.models.delete(ALICE, "loans");
    assertThat(all.events())
        .containsExactly(
            "model.registered models:/credit",
            "version.created models:/credit/1",
            "version.completed models:/credit/1",
            "stage.moved models:/credit/1",
            "alias.moved models:/credit@champion",
            "alias.moved models:/credit@champion",
            "version.created models:/credit/2",
            "version.deleted models:/credit/2",
            "model.renamed models:/credit",
            "version.deleted models:/loans/1",
            "model.deleted models:/loans");
    assertThat(
            all.database.<List<String>>read(
                sql ->
                    sql.sql("SELECT body FROM outbox WHERE type = 'alias.moved' ORDER BY id")
                        .query(String.class)
                        .list()))
        .containsExactly(
            "{\"alias\":\"champion\",\"model\":\"credit\",\"to\":1}",
            "{\"alias\":\"champion\",\"from\":1,\"model\":\"credit\"}");
  }
}
