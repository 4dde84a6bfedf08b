package dev.redoubt.registry.tracking;

import static dev.redoubt.registry.tracking.TrackingFixture.ALICE;
import static dev.redoubt.registry.tracking.TrackingFixture.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.registry.RegistryTables;
import dev.redoubt.registry.search.ResultPage;
import dev.redoubt.registry.tracking.MetricHistory.Steps;
import dev.redoubt.store.testing.TestDatabases;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
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
class MetricHistoryTest {

  @Parameter private TestDatabases databases = TestDatabases.SQLITE;

  @TempDir private Path folder;
  @AutoClose private TrackingFixture registry;

  @BeforeEach
  void open() throws SQLException {
    registry = new TrackingFixture(databases.open(folder, RegistryTables.MIGRATIONS));
  }

  private String logged(int count) {
    String run = registry.run(0);
    List<Metric> metrics = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      metrics.add(new Metric("m", i, 10, i));
    }
    registry.data.logBatch(ALICE, run, new RunDataBatch(metrics, List.of(), List.of()));
    return run;
  }

  private static List<Long> steps(List<RunMetric> metrics) {
    return metrics.stream().map(each -> each.metric().step()).toList();
  }

  @Test
  void returnsPages() {
    String run = logged(5);
    ResultPage<Metric> first = registry.history.of(ALICE, run, "m", 2, "");
    assertThat(first.items()).extracting(Metric::step).containsExactly(0L, 1L);
    ResultPage<Metric> second = registry.history.of(ALICE, run, "m", 2, first.next());
    assertThat(second.items()).extracting(Metric::step).containsExactly(2L, 3L);
    ResultPage<Metric> third = registry.history.of(ALICE, run, "m", 2, second.next());
    assertThat(third.items()).extracting(Metric::step).containsExactly(4L);
    assertThat(third.next()).isEmpty();
    assertThat(registry.history.of(ALICE, run, "none", 2, "").items()).isEmpty();
  }

  @Test
  void readsSeveralRunsAndOmitsMissingOnes() {
    String a = logged(3);
    String b = logged(2);
    String hidden = registry.run(registry.secretExperiment("hidden"));
    registry.data.logMetric(ALICE, hidden, new Metric("m", 1, 1, 1));
    List<String> runs = List.of(a, "none", b, hidden);
    assertThat(registry.history.of(BOB, runs, "m", 100))
        .hasSize(5)
        .extracting(RunMetric::run)
        .isSorted()
        .doesNotContain(hidden);
    assertThat(registry.history.of(ALICE, runs, "m", 100)).hasSize(6);
    assertThat(registry.history.of(ALICE, runs, "m", 4)).hasSize(4);
    assertThat(registry.history.sample(BOB, List.of(hidden), "m", null, 10)).isEmpty();
  }

  @Test
  void sampleIsEvenlySpreadAndContainsBothEnds() {
    List<String> run = List.of(logged(10));
    assertThat(steps(registry.history.sample(ALICE, run, "m", null, 10))).hasSize(10);
    assertThat(steps(registry.history.sample(ALICE, run, "m", null, 4)))
        .containsExactly(0L, 3L, 6L, 9L);
    assertThat(steps(registry.history.sample(ALICE, run, "m", null, 1))).containsExactly(9L);
    assertThat(steps(registry.history.sample(ALICE, run, "m", new Steps(2, 5), 3)))
        .containsExactly(2L, 4L, 5L);
    assertThat(registry.history.sample(ALICE, run, "none", null, 3)).isEmpty();
  }

  @Test
  void samplesManyValuesOfOneStep() {
    String run = registry.run(0);
    List<Metric> metrics = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      metrics.add(new Metric("m", i, i, 0));
    }
    registry.data.logBatch(ALICE, run, new RunDataBatch(metrics, List.of(), List.of()));
    List<RunMetric> sample = registry.history.sample(ALICE, List.of(run), "m", null, 7);
    assertThat(sample).hasSize(7);
    assertThat(sample.getFirst().metric().value()).isZero();
    assertThat(sample.getLast().metric().value()).isEqualTo(999);
  }

  @Test
  void limitsRequestSizes() {
    List<String> many = Collections.nCopies(101, "r");
    RefusalAssertions.invalid(
        "at most 100 run_ids", () -> registry.history.of(ALICE, many, "m", 1));
    RefusalAssertions.invalid(
        "at most 2500 results per run",
        () -> registry.history.sample(ALICE, List.of(), "m", null, 2_501));
    RefusalAssertions.invalid("end_step must be greater", () -> new Steps(2, 1));
    RefusalAssertions.invalid("'max_results'", () -> registry.history.of(ALICE, "r", "m", 0, ""));
    RefusalAssertions.invalid("the page token", () -> registry.history.of(ALICE, "r", "m", 1, "x"));
  }
}
