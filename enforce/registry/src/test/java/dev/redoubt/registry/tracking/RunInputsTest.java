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
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabases.class)
class RunInputsTest {

  @Parameter private TestDatabases databases = TestDatabases.SQLITE;

  @TempDir private Path folder;
  @AutoClose private TrackingFixture registry;

  @BeforeEach
  void open() throws SQLException {
    registry = new TrackingFixture(databases.open(folder, RegistryTables.MIGRATIONS));
  }

  private static DataSet dataSet(String name, String digest) {
    return new DataSet(name, digest, "local", "{}", "{}", null);
  }

  private static DataSetInput input(String name, String digest, String context) {
    return new DataSetInput(
        dataSet(name, digest), List.of(new KeyValue("mlflow.data.context", context)));
  }

  @Test
  void keepsFirstOfDuplicateDataSets() {
    String run = registry.run(0);
    registry.inputs.logInputs(
        ALICE,
        run,
        List.of(input("a", "1", "train"), input("a", "1", "test"), input("a", "2", "test")),
        List.of());
    registry.inputs.logInputs(ALICE, run, List.of(input("a", "1", "later")), List.of());
    assertThat(registry.read(run).dataSets())
        .containsExactly(input("a", "1", "train"), input("a", "2", "test"));
  }

  @Test
  void summarizesDataSetsOfExperiments() {
    long other = registry.experiment("other");
    long hidden = registry.secretExperiment("hidden");
    registry.inputs.logInputs(
        ALICE,
        registry.run(0),
        List.of(input("b", "1", "train"), new DataSetInput(dataSet("a", "1"), List.of())),
        List.of());
    for (int i = 0; i < 2; i++) {
      registry.inputs.logInputs(
          ALICE, registry.run(0), List.of(input("b", "1", "test")), List.of());
    }
    registry.inputs.logInputs(
        ALICE, registry.run(hidden), List.of(input("h", "1", "test")), List.of());
    registry.inputs.logInputs(
        ALICE, registry.run(other), List.of(input("o", "1", "test")), List.of());
    assertThat(registry.inputs.search(BOB, List.of(0L, hidden)))
        .containsExactly(
            new DataSetSummary(0, "a", "1", null),
            new DataSetSummary(0, "b", "1", "test"),
            new DataSetSummary(0, "b", "1", "train"));
    assertThat(registry.inputs.search(ALICE, List.of(other, hidden))).hasSize(2);
    assertThat(registry.inputs.search(ALICE, List.of())).isEmpty();
  }

  @Test
  void storesInputAndOutputModels() {
    String run = registry.run(0);
    String read = registry.model(0);
    String made = registry.model(0);
    registry.inputs.logInputs(ALICE, run, List.of(), List.of(read, read));
    registry.inputs.logOutputs(
        ALICE, run, List.of(new ModelOutput(made, 2), new ModelOutput(made, 1)));
    registry.inputs.logOutputs(ALICE, run, List.of(new ModelOutput(made, 2)));
    assertThat(registry.read(run).modelsRead()).containsExactly(read);
    assertThat(registry.read(run).modelsMade())
        .containsExactly(new ModelOutput(made, 1), new ModelOutput(made, 2));
  }

  @Test
  void omitsInvisibleModels() {
    String run = registry.run(0);
    String hidden = registry.model(registry.secretExperiment("hidden"));
    registry.inputs.logInputs(ALICE, run, List.of(), List.of(hidden));
    assertThat(registry.read(run).modelsRead()).containsExactly(hidden);
    assertThat(registry.runs.get(BOB, run).modelsRead()).isEmpty();
    RefusalAssertions.missing(
        "Logged model with ID '" + hidden + "' not found",
        () -> registry.inputs.logInputs(BOB, run, List.of(), List.of(hidden)));
  }

  @Test
  void refusesTooLongValues() {
    RefusalAssertions.invalid("maximum length of 500", () -> dataSet("x".repeat(501), "1"));
    RefusalAssertions.invalid("maximum length of 36", () -> dataSet("x", "1".repeat(37)));
    RefusalAssertions.invalid("maximum length of 500", () -> input("x", "1", "x".repeat(501)));
  }
}
