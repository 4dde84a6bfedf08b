package dev.redoubt.registry.tracking;

import static dev.redoubt.registry.tracking.TrackingFixture.ALICE;
import static dev.redoubt.registry.tracking.TrackingFixture.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.registry.RegistryTables;
import dev.redoubt.store.testing.TestDatabases;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
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
class LoggedModelsTest {

  @Parameter private TestDatabases databases = TestDatabases.SQLITE;

  @TempDir private Path folder;
  @AutoClose private TrackingFixture registry;

  @BeforeEach
  void open() throws SQLException {
    registry = new TrackingFixture(databases.open(folder, RegistryTables.MIGRATIONS));
  }

  @Test
  void storesParametersOfCreation() {
    String run = registry.run(0);
    KeyValue tag = new KeyValue("stage", "draft");
    KeyValue parameter = new KeyValue("alpha", "0.5");
    LoggedModel model =
        registry.models.create(
            ALICE, new NewLoggedModel(0, "tree", "sklearn", run, List.of(tag), List.of(parameter)));
    assertThat(model.id()).matches("m-[0-9a-f]{32}");
    assertThat(model.name()).isEqualTo("tree");
    assertThat(model.type()).isEqualTo("sklearn");
    assertThat(model.sourceRun()).isEqualTo(run);
    assertThat(model.status()).isEqualTo(LoggedModelStatus.PENDING);
    assertThat(model.artifactUri())
        .isEqualTo("mlflow-artifacts:/0/models/" + model.id() + "/artifacts");
    assertThat(model.tags()).containsExactly(tag);
    assertThat(model.parameters()).containsExactly(parameter);
    assertThat(registry.models.get(ALICE, model.id(), false)).isEqualTo(model);
  }

  @Test
  void getsRandomNameByDefault() {
    LoggedModel model = registry.models.get(ALICE, registry.model(0), false);
    assertThat(model.name()).matches("[a-z]+-[a-z]+-[0-9]{1,3}");
    assertThat(model.type()).isNull();
    assertThat(model.sourceRun()).isNull();
  }

  @Test
  void finalizationSetsStatusAndUpdateTime() {
    String id = registry.model(0);
    LoggedModel before = registry.models.get(ALICE, id, false);
    LoggedModel after = registry.models.setStatus(ALICE, id, LoggedModelStatus.READY);
    assertThat(after.status()).isEqualTo(LoggedModelStatus.READY);
    assertThat(after.lastUpdateTime()).isGreaterThan(before.lastUpdateTime());
  }

  @Test
  void deletedModelIsMissingUnlessRequested() {
    String id = registry.model(0);
    registry.models.delete(ALICE, id);
    String words = "Logged model with ID '" + id + "' not found";
    RefusalAssertions.missing(words, () -> registry.models.get(ALICE, id, false));
    RefusalAssertions.missing(words, () -> registry.models.delete(ALICE, id));
    RefusalAssertions.missing(words, () -> registry.models.setTags(ALICE, id, List.of()));
    LoggedModel deleted = registry.models.get(ALICE, id, true);
    assertThat(deleted.lifecycle()).isEqualTo(LifecycleStage.DELETED);
    assertThat(deleted.status()).isEqualTo(LoggedModelStatus.PENDING);
  }

  @Test
  void setsTagsAndLogsImmutableParameters() {
    String id = registry.model(0);
    registry.models.setTags(ALICE, id, List.of(new KeyValue("a", "1"), new KeyValue("a", "2")));
    registry.models.setTags(ALICE, id, List.of(new KeyValue("b", "1")));
    registry.models.deleteTag(ALICE, id, "b");
    RefusalAssertions.missing(
        "No tag with name: b", () -> registry.models.deleteTag(ALICE, id, "b"));
    registry.models.logParameters(ALICE, id, List.of(new KeyValue("p", "1")));
    registry.models.logParameters(
        ALICE, id, List.of(new KeyValue("p", "1"), new KeyValue("q", "1")));
    RefusalAssertions.invalid(
        "Changing param values is not allowed",
        () -> registry.models.logParameters(ALICE, id, List.of(new KeyValue("p", "2"))));
    LoggedModel model = registry.models.get(ALICE, id, false);
    assertThat(model.tags()).containsExactly(new KeyValue("a", "2"));
    assertThat(model.parameters()).containsExactly(new KeyValue("p", "1"), new KeyValue("q", "1"));
  }

  @Test
  void separatesMetricsByModelAndDataSet() {
    String run = registry.run(0);
    String a = registry.model(0);
    String b = registry.model(0);
    Metric onA = new Metric("acc", 1, 5, 0, new Metric.Subject(a, "train", "1"));
    Metric onATest = new Metric("acc", 1, 5, 0, new Metric.Subject(a, "test", "1"));
    Metric onB = new Metric("acc", Double.NaN, 5, 0, new Metric.Subject(b, "", ""));
    registry.data.logBatch(
        ALICE, run, new RunDataBatch(List.of(onA, onATest, onB), List.of(), List.of()));
    registry.data.logMetric(ALICE, run, onA);
    assertThat(registry.models.get(ALICE, a, false).metrics())
        .containsExactly(new RunMetric(run, onATest), new RunMetric(run, onA));
    assertThat(registry.models.get(ALICE, b, false).metrics())
        .containsExactly(new RunMetric(run, onB));
    assertThat(registry.history.of(ALICE, run, "acc", 10, "").items()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "a:b", "a.b", "a%b", "a'b", "a\"b"})
  void refusesAmbiguousNames(String name) {
    RefusalAssertions.invalid(
        "Invalid model name", () -> new NewLoggedModel(0, name, "", "", List.of(), List.of()));
  }

  @Test
  void doesNotExistForCallerWhoCannotSeeItsExperiment() {
    long hidden = registry.secretExperiment("hidden");
    String id = registry.model(hidden);
    String run = registry.run(hidden);
    String words = "Logged model with ID '" + id + "' not found";
    RefusalAssertions.missing(words, () -> registry.models.get(BOB, id, true));
    RefusalAssertions.missing(
        words, () -> registry.models.setStatus(BOB, id, LoggedModelStatus.READY));
    RefusalAssertions.missing(words, () -> registry.models.delete(BOB, id));
    RefusalAssertions.missing(
        words,
        () ->
            registry.data.logMetric(
                BOB, registry.run(0), new Metric("a", 1, 1, 1, new Metric.Subject(id, "", ""))));
    RefusalAssertions.missing(
        "Run with id=" + run + " not found",
        () ->
            registry.models.create(BOB, new NewLoggedModel(0, "", "", run, List.of(), List.of())));
    assertThat(registry.models.get(ALICE, id, false).status()).isEqualTo(LoggedModelStatus.PENDING);
  }
}
