package dev.redoubt.registry.tracking;

import static dev.redoubt.registry.tracking.TrackingFixture.ALICE;
import static dev.redoubt.registry.tracking.TrackingFixture.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.registry.RegistryTables;
import dev.redoubt.registry.search.ResultPage;
import dev.redoubt.store.testing.TestDatabases;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
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
class RunSearchTest {

  @Parameter private TestDatabases databases = TestDatabases.SQLITE;

  @TempDir private Path folder;
  @AutoClose private TrackingFixture registry;

  @BeforeEach
  void open() throws SQLException {
    registry = new TrackingFixture(databases.open(folder, RegistryTables.MIGRATIONS));
  }

  private void metric(String run, double value) {
    registry.data.logMetric(ALICE, run, new Metric("m", value, 1, 1));
  }

  @Test
  void ordersByStartTimeDescendingThenId() {
    String early = registry.run(0, 1);
    String late = registry.run(0, 3);
    List<String> equal = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      equal.add(registry.run(0, 2));
    }
    equal.sort(null);
    List<String> expected = new ArrayList<>(List.of(late));
    expected.addAll(equal);
    expected.add(early);
    assertThat(registry.find(0, "")).isEqualTo(expected);
  }

  @Test
  void pagesAreConsistentInAnyOrder() {
    for (int i = 0; i < 7; i++) {
      metric(registry.run(0, i % 2), i % 3);
    }
    List<String> all = registry.find(0, "", "metrics.m DESC");
    List<String> paged = new ArrayList<>();
    String token = "";
    do {
      ResultPage<Run> page =
          registry.runSearch.find(
              ALICE,
              List.of(0L),
              new SearchRequest(ViewType.ACTIVE_ONLY, "", List.of("metrics.m DESC"), 2, token));
      page.items().forEach(run -> paged.add(run.info().id()));
      token = page.next();
    } while (!token.isEmpty());
    assertThat(paged).isEqualTo(all).hasSize(7).doesNotHaveDuplicates();
  }

  @Test
  void findsDeletedObjectsOnRequest() {
    String kept = registry.run(0, 1);
    String deleted = registry.run(0, 2);
    registry.runs.delete(ALICE, deleted);
    assertThat(registry.find(0, "")).containsExactly(kept);
    for (ViewType view : ViewType.values()) {
      ResultPage<Run> page =
          registry.runSearch.find(
              ALICE, List.of(0L), new SearchRequest(view, "", List.of(), 10, ""));
      assertThat(page.items())
          .as(view.name())
          .extracting(run -> run.info().id())
          .isEqualTo(
              switch (view) {
                case ACTIVE_ONLY -> List.of(kept);
                case DELETED_ONLY -> List.of(deleted);
                case ALL -> List.of(deleted, kept);
              });
    }
  }

  @Test
  void ordersNanAfterNumbersAndAbsentValuesLast() {
    String one = registry.run(0);
    String nan = registry.run(0);
    String none = registry.run(0);
    String infinite = registry.run(0);
    metric(one, 1);
    metric(nan, Double.NaN);
    metric(infinite, Double.POSITIVE_INFINITY);
    assertThat(registry.find(0, "", "metrics.m ASC")).containsExactly(one, infinite, nan, none);
    assertThat(registry.find(0, "", "metrics.m DESC")).containsExactly(infinite, one, nan, none);
    assertThat(registry.find(0, "metrics.m != 1")).containsExactlyInAnyOrder(nan, infinite);
    assertThat(registry.find(0, "metrics.m < 1")).isEmpty();
    assertThat(registry.find(0, "metrics.m >= 1")).containsExactlyInAnyOrder(one, infinite);
  }

  private String needle() {
    registry.run(0);
    List<KeyValue> tags = List.of(new KeyValue("team", "fraud"));
    String needle =
        registry.runs.create(ALICE, new NewRun(0, "needle", "carol", 9, tags)).info().id();
    registry.runs.update(ALICE, needle, new RunUpdate(RunStatus.FINISHED, 99L, ""));
    registry.data.logParameter(ALICE, needle, new KeyValue("deep/p", "100%"));
    registry.data.logMetric(ALICE, needle, new Metric("loss", 1.25, 1, 1));
    registry.inputs.logInputs(
        ALICE,
        needle,
        List.of(
            new DataSetInput(
                new DataSet("set", "d", "local", "{}", null, null),
                List.of(new KeyValue("mlflow.data.context", "train")))),
        List.of());
    return needle;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run_name = 'needle'",
        "attributes.`Run name` ILIKE 'NEEDLE'",
        "status = 'FINISHED'",
        "user_id = 'carol' AND start_time > 5",
        "end_time <= 99",
        "tags.`mlflow.runName` = 'needle'",
        "tags.team LIKE 'fr%'",
        "tags.team IS NOT NULL",
        "params.`deep/p` = '100%' AND params.absent IS NULL",
        "metrics.loss < 1.5",
        "datasets.name = 'set' AND dataset.context = 'train' AND dataset.digest IN ('d', 'e')",
        "artifact_uri LIKE 'mlflow-artifacts:/0/%/artifacts' AND status != 'RUNNING'",
        "datasets.context != 'test'",
        "experiment_id = '0' AND user_id = 'carol'",
      })
  void filtersByEveryField(String filter) {
    String needle = needle();
    assertThat(registry.find(0, filter)).containsExactly(needle);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "params.`deep/p` LIKE '1__\\%'",
        "experiment_id = '1'",
        "run_name LIKE 'Needle'",
        "datasets.name != 'set'",
        "datasets.context NOT IN ('train')",
        "metrics.absent != 1",
      })
  void findsNothingWhenFilterDoesNotMatch(String filter) {
    needle();
    assertThat(registry.find(0, filter)).isEmpty();
  }

  @Test
  void findsNothingInInvisibleExperiments() {
    long hidden = registry.secretExperiment("hidden");
    String secret = registry.run(hidden);
    String open = registry.run(0);
    List<Long> both = List.of(hidden, 0L, 0L, 99L);
    assertThat(registry.runSearch.find(BOB, both, SearchRequest.of("")).items())
        .extracting(run -> run.info().id())
        .containsExactly(open);
    assertThat(registry.runSearch.find(ALICE, both, SearchRequest.of("")).items()).hasSize(2);
    String filter = "run_id = '" + secret + "'";
    assertThat(registry.runSearch.find(BOB, both, SearchRequest.of(filter)).items()).isEmpty();
    assertThat(registry.runSearch.find(TrackingFixture.NOBODY, both, SearchRequest.of("")).items())
        .isEmpty();
    assertThat(registry.runSearch.find(ALICE, List.of(), SearchRequest.of("")).items()).isEmpty();
  }

  @Test
  void reportsInvalidSearches() {
    RefusalAssertions.invalid("the filter `x` is invalid", () -> registry.find(0, "x"));
    RefusalAssertions.invalid("the order `x` is invalid", () -> registry.find(0, "", "x"));
    RefusalAssertions.invalid(
        "Invalid value 50001 for parameter 'max_results'",
        () -> new SearchRequest(ViewType.ALL, "", List.of(), 50_001, ""));
  }
}
