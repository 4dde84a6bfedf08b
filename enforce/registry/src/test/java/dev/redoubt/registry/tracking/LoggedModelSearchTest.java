package dev.redoubt.registry.tracking;

import static dev.redoubt.registry.tracking.TrackingFixture.ALICE;
import static dev.redoubt.registry.tracking.TrackingFixture.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.registry.RegistryTables;
import dev.redoubt.registry.search.ResultPage;
import dev.redoubt.registry.tracking.LoggedModelSearch.On;
import dev.redoubt.registry.tracking.LoggedModelSearch.OrderKey;
import dev.redoubt.registry.tracking.LoggedModelSearch.Query;
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
class LoggedModelSearchTest {

  @Parameter private TestDatabases databases = TestDatabases.SQLITE;

  @TempDir private Path folder;
  @AutoClose private TrackingFixture registry;

  @BeforeEach
  void open() throws SQLException {
    registry = new TrackingFixture(databases.open(folder, RegistryTables.MIGRATIONS));
  }

  private List<String> find(List<On> on, List<OrderKey> keys, String filter) {
    return registry
        .modelSearch
        .find(ALICE, List.of(0L), new Query(on, keys, SearchRequest.of(filter)))
        .items()
        .stream()
        .map(LoggedModel::name)
        .toList();
  }

  private List<String> find(String filter) {
    return find(List.of(), List.of(), filter);
  }

  private String model(String name, String parameter) {
    return registry
        .models
        .create(
            ALICE,
            new NewLoggedModel(
                0, name, "sklearn", "", List.of(), List.of(new KeyValue("p", parameter))))
        .id();
  }

  private void metric(String model, double value, long time, String name, String digest) {
    Metric.Subject subject = new Metric.Subject(model, name, digest);
    registry.data.logMetric(ALICE, registry.run(0), new Metric("acc", value, time, 0, subject));
  }

  private static OrderKey by(String field, boolean ascending, On... on) {
    return new OrderKey(field, ascending, List.of(on));
  }

  @Test
  void ordersNewestFirstAndFilters() {
    String a = model("a", "1");
    model("b", "2");
    registry.models.setTags(ALICE, a, List.of(new KeyValue("t", "x")));
    registry.models.setStatus(ALICE, a, LoggedModelStatus.READY);
    assertThat(find("")).containsExactly("b", "a");
    assertThat(find(List.of(), List.of(by("name", true)), "")).containsExactly("a", "b");
    assertThat(find("status = 'READY'")).containsExactly("a");
    assertThat(find("params.p = '2' AND model_type = 'sklearn'")).containsExactly("b");
    assertThat(find("tags.t LIKE 'x'")).containsExactly("a");
    assertThat(find("name IN ('a', 'c') AND model_id = '" + a + "'")).containsExactly("a");
    registry.models.delete(ALICE, a);
    assertThat(find("")).containsExactly("b");
  }

  @Test
  void filterMatchesAnyMetricAndOrderUsesLatest() {
    String a = model("a", "1");
    String b = model("b", "1");
    model("none", "1");
    String nan = model("nan", "1");
    metric(a, 0.9, 1, "", "");
    metric(a, 0.1, 2, "", "");
    metric(b, 0.5, 1, "", "");
    metric(nan, Double.NaN, 1, "", "");
    assertThat(find("metrics.acc > 0.8")).containsExactly("a");
    assertThat(find(List.of(), List.of(by("metrics.acc", false)), ""))
        .containsExactly("b", "a", "nan", "none");
    assertThat(find(List.of(), List.of(by("metrics.acc", true)), ""))
        .containsExactly("a", "b", "nan", "none");
  }

  @Test
  void filtersByMetricsOfDataSets() {
    String a = model("a", "1");
    String b = model("b", "1");
    metric(a, 0.9, 1, "train", "1");
    metric(a, 0.1, 2, "test", "1");
    metric(b, 0.5, 1, "test", "2");
    On train = new On("train", "");
    On test = new On("test", "");
    assertThat(find(List.of(train), List.of(), "")).containsExactly("a");
    assertThat(find(List.of(test), List.of(), "")).containsExactly("b", "a");
    assertThat(find(List.of(new On("test", "1")), List.of(), "")).containsExactly("a");
    assertThat(find(List.of(test), List.of(), "metrics.acc > 0.2 AND params.p = '1'"))
        .containsExactly("b");
    assertThat(find(List.of(train, test), List.of(), "metrics.acc > 0.2"))
        .containsExactly("b", "a");
    assertThat(find(List.of(), List.of(by("metrics.acc", false, train), by("name", true)), ""))
        .containsExactly("a", "b");
    assertThat(
            find(
                List.of(test),
                List.of(by("metrics.acc", false, test), by("metrics.acc", true, train)),
                "metrics.acc < 0.9"))
        .containsExactly("b", "a");
    RefusalAssertions.invalid("`dataset_name` in the `datasets` clause", () -> new On("", "1"));
  }

  @Test
  void pagesContainVisibleObjectsOnly() {
    long hidden = registry.secretExperiment("hidden");
    registry.model(hidden);
    for (String name : List.of("a", "b", "c")) {
      model(name, "1");
    }
    List<Long> both = List.of(hidden, 0L);
    SearchRequest search = new SearchRequest(ViewType.ACTIVE_ONLY, "", List.of(), 2, "");
    ResultPage<LoggedModel> first =
        registry.modelSearch.find(BOB, both, new Query(List.of(), List.of(), search));
    assertThat(first.items()).extracting(LoggedModel::name).containsExactly("c", "b");
    SearchRequest next = new SearchRequest(ViewType.ACTIVE_ONLY, "", List.of(), 2, first.next());
    assertThat(registry.modelSearch.find(BOB, both, new Query(List.of(), List.of(), next)).items())
        .extracting(LoggedModel::name)
        .containsExactly("a");
    SearchRequest all = SearchRequest.of("");
    assertThat(registry.modelSearch.find(ALICE, both, new Query(List.of(), List.of(), all)).items())
        .hasSize(4);
  }
}
