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
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabases.class)
class RunsTest {

  @Parameter private TestDatabases databases = TestDatabases.SQLITE;

  @TempDir private Path folder;
  @AutoClose private TrackingFixture registry;

  @BeforeEach
  void open() throws SQLException {
    registry = new TrackingFixture(databases.open(folder, RegistryTables.MIGRATIONS));
  }

  @Test
  void storesParametersOfCreation() {
    Run run =
        registry.runs.create(
            ALICE, new NewRun(0, "first", "carol", 7, List.of(new KeyValue("team", "fraud"))));
    RunInfo info = run.info();
    assertThat(info.id()).matches("[0-9a-f]{32}");
    assertThat(info.name()).isEqualTo("first");
    assertThat(info.user()).isEqualTo("carol");
    assertThat(info.status()).isEqualTo(RunStatus.RUNNING);
    assertThat(info.startTime()).isEqualTo(7);
    assertThat(info.endTime()).isNull();
    assertThat(info.artifactUri()).isEqualTo("mlflow-artifacts:/0/" + info.id() + "/artifacts");
    assertThat(run.tags())
        .containsExactly(new KeyValue("mlflow.runName", "first"), new KeyValue("team", "fraud"));
    assertThat(registry.read(info.id())).isEqualTo(run);
  }

  @Test
  void getsRandomNameAndCallerAsOwnerByDefault() {
    Run run = registry.runs.create(ALICE, new NewRun(0, "", "", 0, List.of()));
    assertThat(run.info().name()).matches("[a-z]+-[a-z]+-[0-9]{1,3}");
    assertThat(run.tags()).containsExactly(new KeyValue("mlflow.runName", run.info().name()));
    assertThat(run.info().user()).isEqualTo("alice");
  }

  @Test
  void takesNameFromTagAndRefusesConflictingNames() {
    List<KeyValue> tags = List.of(new KeyValue("mlflow.runName", "tagged"));
    Run run = registry.runs.create(ALICE, new NewRun(0, "", "", 0, tags));
    assertThat(run.info().name()).isEqualTo("tagged");
    assertThat(new NewRun(0, "tagged", "", 0, tags).name()).isEqualTo("tagged");
    RefusalAssertions.invalid(
        "Both 'run_name' argument", () -> new NewRun(0, "other", "", 0, tags));
  }

  @Test
  void keepsNameAndTagConsistent() {
    String run = registry.run(0);
    registry.runs.update(ALICE, run, new RunUpdate(null, null, "second"));
    assertThat(registry.read(run).tags()).containsExactly(new KeyValue("mlflow.runName", "second"));
    registry.data.setTag(ALICE, run, new KeyValue("mlflow.runName", "third"));
    assertThat(registry.read(run).info().name()).isEqualTo("third");
    registry.data.setTag(ALICE, run, new KeyValue("mlflow.runName", ""));
    assertThat(registry.read(run).info().name()).isEqualTo("third");
    assertThat(registry.read(run).tags()).containsExactly(new KeyValue("mlflow.runName", "third"));
  }

  @Test
  void updateChangesOnlyGivenFields() {
    String run = registry.run(0);
    registry.runs.update(ALICE, run, new RunUpdate(RunStatus.FINISHED, 99L, ""));
    RunInfo info = registry.runs.update(ALICE, run, new RunUpdate(null, null, "named"));
    assertThat(info.status()).isEqualTo(RunStatus.FINISHED);
    assertThat(info.endTime()).isEqualTo(99);
    assertThat(info.name()).isEqualTo("named");
  }

  @Test
  void deletionAndRestorationAreIdempotent() {
    String run = registry.run(0);
    registry.runs.restore(ALICE, run);
    registry.runs.delete(ALICE, run);
    registry.runs.delete(ALICE, run);
    assertThat(registry.read(run).info().lifecycle()).isEqualTo(LifecycleStage.DELETED);
    registry.runs.restore(ALICE, run);
    assertThat(registry.read(run).info().lifecycle()).isEqualTo(LifecycleStage.ACTIVE);
  }

  @Nested
  class WhenDeleted {

    private static final String WORDS = "must be in the 'active' state";
    private String run;

    @BeforeEach
    void delete() {
      run = registry.run(0);
      registry.runs.delete(ALICE, run);
    }

    @Test
    void refusesUpdateWhenDeleted() {
      RefusalAssertions.invalid(
          WORDS, () -> registry.runs.update(ALICE, run, new RunUpdate(null, null, "a")));
    }

    @Test
    void refusesDataWhenDeleted() {
      RefusalAssertions.invalid(
          WORDS, () -> registry.data.logMetric(ALICE, run, new Metric("a", 1, 1, 1)));
      RefusalAssertions.invalid(
          WORDS, () -> registry.data.logParameter(ALICE, run, new KeyValue("a", "")));
      RefusalAssertions.invalid(
          WORDS, () -> registry.data.setTag(ALICE, run, new KeyValue("a", "")));
      RefusalAssertions.invalid(WORDS, () -> registry.data.deleteTag(ALICE, run, "mlflow.runName"));
    }

    @Test
    void refusesInputsWhenDeleted() {
      RefusalAssertions.invalid(
          WORDS, () -> registry.inputs.logInputs(ALICE, run, List.of(), List.of()));
      RefusalAssertions.invalid(WORDS, () -> registry.inputs.logOutputs(ALICE, run, List.of()));
    }
  }

  @Test
  void doesNotExistForCallerWhoCannotSeeItsExperiment() {
    long hidden = registry.secretExperiment("hidden");
    String run = registry.run(hidden);
    String words = "Run with id=" + run + " not found";
    RefusalAssertions.missing(words, () -> registry.runs.get(BOB, run));
    RefusalAssertions.missing(
        words, () -> registry.runs.update(BOB, run, new RunUpdate(null, null, "a")));
    RefusalAssertions.missing(words, () -> registry.runs.delete(BOB, run));
    RefusalAssertions.missing(words, () -> registry.runs.restore(BOB, run));
    RefusalAssertions.missing(
        words, () -> registry.data.logMetric(BOB, run, new Metric("a", 1, 1, 1)));
    RefusalAssertions.missing(words, () -> registry.data.deleteTag(BOB, run, "a"));
    RefusalAssertions.missing(words, () -> registry.history.of(BOB, run, "a", 1, ""));
    RefusalAssertions.missing(
        words, () -> registry.inputs.logInputs(BOB, run, List.of(), List.of()));
    RefusalAssertions.missing(
        "No Experiment", () -> registry.runs.create(BOB, new NewRun(hidden, "", "", 0, List.of())));
    RefusalAssertions.missing("Run with id=none not found", () -> registry.runs.get(ALICE, "none"));
  }
}
