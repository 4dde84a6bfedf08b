package dev.redoubt.registry.tracking;

import static dev.redoubt.registry.tracking.TrackingFixture.ALICE;
import static dev.redoubt.registry.tracking.TrackingFixture.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.access.AccessAttributes;
import dev.redoubt.access.ErrorCode;
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
class ExperimentsTest {

  @Parameter private TestDatabases databases = TestDatabases.SQLITE;

  @TempDir private Path folder;
  @AutoClose private TrackingFixture registry;

  @BeforeEach
  void open() throws SQLException {
    registry = new TrackingFixture(databases.open(folder, RegistryTables.MIGRATIONS));
  }

  @Test
  void createsDefaultExperimentOnce() throws SQLException {
    Experiment first = registry.experiments.get(ALICE, Experiment.id(""));
    assertThat(first.name()).isEqualTo("Default");
    assertThat(first.artifactLocation()).isEqualTo("mlflow-artifacts:/0");
    registry.experiments.rename(ALICE, 0, "mine");
    registry.close();
    registry = new TrackingFixture(databases.open(folder, RegistryTables.MIGRATIONS));
    assertThat(registry.experiments.get(ALICE, 0).name()).isEqualTo("mine");
  }

  @Test
  void storesParametersOfCreation() {
    KeyValue tag = new KeyValue("team", "fraud");
    long id =
        registry.experiments.create(
            ALICE,
            new NewExperiment(
                "scores",
                TrackingFixture.SECRET,
                "s3://bucket/scores",
                List.of(tag, new KeyValue("a", ""))));
    Experiment experiment = registry.experiments.get(ALICE, id);
    assertThat(experiment.label()).isEqualTo(TrackingFixture.SECRET);
    assertThat(experiment.artifactLocation()).isEqualTo("s3://bucket/scores");
    assertThat(experiment.tags()).containsExactly(new KeyValue("a", ""), tag);
    assertThat(experiment.creationTime()).isEqualTo(experiment.lastUpdateTime()).isPositive();
    assertThat(registry.experiments.get(ALICE, "scores")).isEqualTo(experiment);
  }

  @Test
  void refusesTakenNameEvenOfDeletedExperiment() {
    long id = registry.experiment("a");
    registry.experiments.delete(ALICE, id);
    RefusalAssertions.with(
        ErrorCode.RESOURCE_ALREADY_EXISTS,
        "Experiment(name=a) already exists",
        () -> registry.experiment("a"));
    long other = registry.experiment("b");
    RefusalAssertions.with(
        ErrorCode.RESOURCE_ALREADY_EXISTS,
        "already exists",
        () -> registry.experiments.rename(ALICE, other, "a"));
    registry.experiments.rename(ALICE, other, "b");
    assertThat(registry.experiments.get(ALICE, other).name()).isEqualTo("b");
  }

  @Test
  void deletesRunsWithExperimentAndRestoresOnlyThose() {
    long id = registry.experiment("a");
    String kept = registry.run(id);
    String deleted = registry.run(id);
    registry.runs.delete(ALICE, deleted);
    registry.experiments.delete(ALICE, id);
    assertThat(registry.experiments.get(ALICE, id).lifecycle()).isEqualTo(LifecycleStage.DELETED);
    assertThat(registry.read(kept).info().lifecycle()).isEqualTo(LifecycleStage.DELETED);
    registry.experiments.restore(ALICE, id);
    assertThat(registry.experiments.get(ALICE, id).lifecycle()).isEqualTo(LifecycleStage.ACTIVE);
    assertThat(registry.read(kept).info().lifecycle()).isEqualTo(LifecycleStage.ACTIVE);
    assertThat(registry.read(deleted).info().lifecycle()).isEqualTo(LifecycleStage.DELETED);
  }

  @Test
  void refusesChangesWhenDeleted() {
    long id = registry.experiment("a");
    registry.experiments.delete(ALICE, id);
    RefusalAssertions.with(
        ErrorCode.INVALID_STATE,
        "Cannot rename a non-active experiment",
        () -> registry.experiments.rename(ALICE, id, "b"));
    RefusalAssertions.missing(
        "No Experiment with id=", () -> registry.experiments.delete(ALICE, id));
    RefusalAssertions.invalid(
        "must be in the 'active' state",
        () -> registry.experiments.setTag(ALICE, id, new KeyValue("a", "b")));
    RefusalAssertions.invalid("must be in the 'active' state", () -> registry.run(id));
    registry.experiments.restore(ALICE, id);
    RefusalAssertions.missing(
        "No Experiment with id=", () -> registry.experiments.restore(ALICE, id));
  }

  @Test
  void setsAndDeletesTags() {
    long id = registry.experiment("a");
    registry.experiments.setTag(ALICE, id, new KeyValue("k", "1"));
    registry.experiments.setTag(ALICE, id, new KeyValue("k", "2"));
    assertThat(registry.experiments.get(ALICE, id).tags()).containsExactly(new KeyValue("k", "2"));
    registry.experiments.deleteTag(ALICE, id, "k");
    assertThat(registry.experiments.get(ALICE, id).tags()).isEmpty();
    RefusalAssertions.missing(
        "No tag with name: k", () -> registry.experiments.deleteTag(ALICE, id, "k"));
    RefusalAssertions.invalid(
        "exceeds the maximum length of 20000 characters",
        () -> registry.experiments.setTag(ALICE, id, new KeyValue("k", "x".repeat(20_001))));
  }

  @Test
  void doesNotExistForCallerWhoCannotSeeIt() {
    long id = registry.secretExperiment("hidden");
    RefusalAssertions.missing(
        "No Experiment with id=" + id + " exists", () -> registry.experiments.get(BOB, id));
    RefusalAssertions.missing("hidden", () -> registry.experiments.get(BOB, "hidden"));
    RefusalAssertions.missing("No Experiment", () -> registry.experiments.rename(BOB, id, "b"));
    RefusalAssertions.missing("No Experiment", () -> registry.experiments.delete(BOB, id));
    RefusalAssertions.missing(
        "No Experiment", () -> registry.experiments.setTag(BOB, id, new KeyValue("a", "b")));
    RefusalAssertions.missing(
        "No Experiment", () -> registry.experiments.get(TrackingFixture.NOBODY, 0));
    assertThat(registry.experiments.get(ALICE, id).tags()).isEmpty();
    RefusalAssertions.with(
        ErrorCode.PERMISSION_DENIED,
        "you have no access",
        () ->
            registry.experiments.create(
                BOB, new NewExperiment("b", TrackingFixture.SECRET, "", List.of())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"one", "1.5", "99999999999999999999"})
  void refusesInvalidIds(String id) {
    RefusalAssertions.invalid("Invalid experiment ID '" + id + "'", () -> Experiment.id(id));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://b/../c",
        "s3://b/%2E%2e/c",
        "a\\..\\b",
        "runs:/x",
        "s3://b?x=1",
        "b#c",
        ".."
      })
  void refusesAmbiguousLocations(String location) {
    RefusalAssertions.invalid(
        "the artifact location",
        () -> new NewExperiment("a", AccessAttributes.DEFAULT, location, List.of()));
  }

  @Test
  void refusesEmptyOrTooLongNames() {
    RefusalAssertions.invalid("Invalid experiment name", () -> registry.experiment(""));
    RefusalAssertions.invalid(
        "exceeds the maximum length of 500", () -> registry.experiment("x".repeat(501)));
    registry.experiment("\uD83D\uDE00".repeat(500));
  }
}
