package dev.redoubt.registry.tracking;

import static dev.redoubt.registry.tracking.Registry.ALICE;
import static dev.redoubt.registry.tracking.Registry.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.access.Label;
import dev.redoubt.access.Problem;
import dev.redoubt.registry.RegistryTables;
import dev.redoubt.store.testing.Databases;
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
@EnumSource(Databases.class)
class ExperimentsTest {

  @Parameter private Databases databases = Databases.SQLITE;

  @TempDir private Path folder;
  @AutoClose private Registry registry;

  @BeforeEach
  void open() throws SQLException {
    registry = new Registry(databases.open(folder, RegistryTables.MIGRATIONS));
  }

  @Test
  void hasADefaultOne_alsoWhenOpenedAgain() throws SQLException {
    Experiment first = registry.experiments.get(ALICE, Experiment.id(""));
    assertThat(first.name()).isEqualTo("Default");
    assertThat(first.artifactLocation()).isEqualTo("mlflow-artifacts:/0");
    registry.experiments.rename(ALICE, 0, "mine");
    registry.close();
    registry = new Registry(databases.open(folder, RegistryTables.MIGRATIONS));
    assertThat(registry.experiments.get(ALICE, 0).name()).isEqualTo("mine");
  }

  @Test
  void keepsWhatItIsMadeWith() {
    Entry tag = new Entry("team", "fraud");
    long id =
        registry.experiments.create(
            ALICE,
            new NewExperiment(
                "scores", Registry.SECRET, "s3://bucket/scores", List.of(tag, new Entry("a", ""))));
    Experiment experiment = registry.experiments.get(ALICE, id);
    assertThat(experiment.label()).isEqualTo(Registry.SECRET);
    assertThat(experiment.artifactLocation()).isEqualTo("s3://bucket/scores");
    assertThat(experiment.tags()).containsExactly(new Entry("a", ""), tag);
    assertThat(experiment.creationTime()).isEqualTo(experiment.lastUpdateTime()).isPositive();
    assertThat(registry.experiments.get(ALICE, "scores")).isEqualTo(experiment);
  }

  @Test
  void refusesANameThatIsTaken_alsoByADeletedOne() {
    long id = registry.experiment("a");
    registry.experiments.delete(ALICE, id);
    Refused.with(
        Problem.RESOURCE_ALREADY_EXISTS,
        "Experiment(name=a) already exists",
        () -> registry.experiment("a"));
    long other = registry.experiment("b");
    Refused.with(
        Problem.RESOURCE_ALREADY_EXISTS,
        "already exists",
        () -> registry.experiments.rename(ALICE, other, "a"));
    registry.experiments.rename(ALICE, other, "b");
    assertThat(registry.experiments.get(ALICE, other).name()).isEqualTo("b");
  }

  @Test
  void deletesItsRunsWithIt_andRestoresThoseAlone() {
    long id = registry.experiment("a");
    String kept = registry.run(id);
    String deleted = registry.run(id);
    registry.runs.delete(ALICE, deleted);
    registry.experiments.delete(ALICE, id);
    assertThat(registry.experiments.get(ALICE, id).lifecycle()).isEqualTo(Lifecycle.DELETED);
    assertThat(registry.read(kept).info().lifecycle()).isEqualTo(Lifecycle.DELETED);
    registry.experiments.restore(ALICE, id);
    assertThat(registry.experiments.get(ALICE, id).lifecycle()).isEqualTo(Lifecycle.ACTIVE);
    assertThat(registry.read(kept).info().lifecycle()).isEqualTo(Lifecycle.ACTIVE);
    assertThat(registry.read(deleted).info().lifecycle()).isEqualTo(Lifecycle.DELETED);
  }

  @Test
  void isNotChanged_whenDeleted() {
    long id = registry.experiment("a");
    registry.experiments.delete(ALICE, id);
    Refused.with(
        Problem.INVALID_STATE,
        "Cannot rename a non-active experiment",
        () -> registry.experiments.rename(ALICE, id, "b"));
    Refused.missing("No Experiment with id=", () -> registry.experiments.delete(ALICE, id));
    Refused.invalid(
        "must be in the 'active' state",
        () -> registry.experiments.setTag(ALICE, id, new Entry("a", "b")));
    Refused.invalid("must be in the 'active' state", () -> registry.run(id));
    registry.experiments.restore(ALICE, id);
    Refused.missing("No Experiment with id=", () -> registry.experiments.restore(ALICE, id));
  }

  @Test
  void setsAndDeletesTags() {
    long id = registry.experiment("a");
    registry.experiments.setTag(ALICE, id, new Entry("k", "1"));
    registry.experiments.setTag(ALICE, id, new Entry("k", "2"));
    assertThat(registry.experiments.get(ALICE, id).tags()).containsExactly(new Entry("k", "2"));
    registry.experiments.deleteTag(ALICE, id, "k");
    assertThat(registry.experiments.get(ALICE, id).tags()).isEmpty();
    Refused.missing("No tag with name: k", () -> registry.experiments.deleteTag(ALICE, id, "k"));
    Refused.invalid(
        "exceeds the maximum length of 20000 characters",
        () -> registry.experiments.setTag(ALICE, id, new Entry("k", "x".repeat(20_001))));
  }

  @Test
  void doesNotExist_forWhoDoesNotSeeIt() {
    long id = registry.secretExperiment("hidden");
    Refused.missing(
        "No Experiment with id=" + id + " exists", () -> registry.experiments.get(BOB, id));
    Refused.missing("hidden", () -> registry.experiments.get(BOB, "hidden"));
    Refused.missing("No Experiment", () -> registry.experiments.rename(BOB, id, "b"));
    Refused.missing("No Experiment", () -> registry.experiments.delete(BOB, id));
    Refused.missing(
        "No Experiment", () -> registry.experiments.setTag(BOB, id, new Entry("a", "b")));
    Refused.missing("No Experiment", () -> registry.experiments.get(Registry.NOBODY, 0));
    assertThat(registry.experiments.get(ALICE, id).tags()).isEmpty();
    Refused.with(
        Problem.PERMISSION_DENIED,
        "you do not see",
        () ->
            registry.experiments.create(
                BOB, new NewExperiment("b", Registry.SECRET, "", List.of())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"one", "1.5", "99999999999999999999"})
  void refusesIdsThatAreNone(String id) {
    Refused.invalid("Invalid experiment ID '" + id + "'", () -> Experiment.id(id));
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
  void refusesLocationsThatLeadElsewhere(String location) {
    Refused.invalid(
        "the artifact location", () -> new NewExperiment("a", Label.DEFAULT, location, List.of()));
  }

  @Test
  void refusesNamesThatAreEmptyOrLong() {
    Refused.invalid("Invalid experiment name", () -> registry.experiment(""));
    Refused.invalid(
        "exceeds the maximum length of 500", () -> registry.experiment("x".repeat(501)));
    registry.experiment("\uD83D\uDE00".repeat(500));
  }
}
