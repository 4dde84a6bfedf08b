package dev.redoubt.registry.tracking;

import static dev.redoubt.registry.tracking.TrackingFixture.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.registry.RegistryTables;
import dev.redoubt.registry.search.ResultPage;
import dev.redoubt.registry.search.SearchException;
import dev.redoubt.registry.search.SearchFilter;
import dev.redoubt.registry.search.SearchParser;
import dev.redoubt.registry.search.SearchVocabulary;
import dev.redoubt.registry.search.SortKey;
import dev.redoubt.store.testing.TestDatabases;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Random filters and orders over random runs: the database finds the same runs as the reference
/// implementation.
@ParameterizedClass
@EnumSource(TestDatabases.class)
class SearchEquivalenceTest {

  @Parameter private TestDatabases databases = TestDatabases.SQLITE;

  private static final int RUNS = 80;
  private static final int SEARCHES = 1_500;

  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "A",
          "ab",
          "Ab%",
          "a%b",
          "a_b",
          "a\\b",
          "a\\",
          "x'y",
          "\"",
          "a\nb",
          "%",
          "\u00e9",
          "\ud83d\ude00",
          "1",
          "01",
          "null",
          "axb");

  private static final List<String> PATTERNS =
      List.of(
          "%",
          "_", "a%", "%b", "a_b", "A%", "%\\%", "a\\_", "a\\%", "_%_", "%%b", "x'y", "", "__",
          "%\n%", "\u00e9", "AB%");

  private static final List<Double> NUMBERS =
      List.of(
          -1.5,
          0.0,
          0.1,
          0.5,
          1.0,
          2.0,
          1e300,
          -1e-300,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY);

  @TempDir private Path folder;
  private final Random random = new Random(20_260_101);

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  @Test
  void databaseSearchEqualsReferenceSearch() throws SQLException, SearchException {
    try (TrackingFixture registry =
        new TrackingFixture(databases.open(folder, RegistryTables.MIGRATIONS))) {
      List<Run> runs = new ArrayList<>();
      for (int i = 0; i < RUNS; i++) {
        runs.add(registry.read(run(registry)));
      }
      List<String> ids = runs.stream().map(run -> run.info().id()).toList();
      int found = 0;
      for (int i = 0; i < SEARCHES; i++) {
        String text = filter(ids);
        List<String> keys = orders();
        SearchFilter filter = SearchParser.filter(SearchVocabulary.RUNS, text);
        List<SortKey> orders = SearchQueries.orders(SearchVocabulary.RUNS, keys, "start_time DESC");
        List<String> expected = ReferenceSearch.find(runs, filter, orders);
        assertThat(search(registry, text, keys))
            .as("%s order by %s", text, keys)
            .isEqualTo(expected);
        found += expected.isEmpty() || expected.size() == RUNS ? 0 : 1;
      }
      assertThat(found).as("searches that find some and not all").isGreaterThan(SEARCHES / 4);
    }
  }

  private List<String> search(TrackingFixture registry, String filter, List<String> orders) {
    int size = chance(20) ? 7 : RUNS;
    List<String> all = new ArrayList<>();
    String token = "";
    do {
      ResultPage<Run> page =
          registry.runSearch.find(
              ALICE,
              List.of(0L),
              new SearchRequest(ViewType.ACTIVE_ONLY, filter, orders, size, token));
      page.items().forEach(run -> all.add(run.info().id()));
      token = page.next();
    } while (!token.isEmpty());
    return all;
  }

  private String run(TrackingFixture registry) {
    List<KeyValue> tags = entries("t", "u");
    String name = chance(50) ? "n" + one(TEXTS) : "";
    NewRun wanted = new NewRun(0, name, "u" + random.nextInt(3), random.nextInt(5), tags);
    String id = registry.runs.create(ALICE, wanted).info().id();
    List<Metric> metrics = new ArrayList<>();
    for (String key : List.of("a", "b/c")) {
      for (int step = random.nextInt(3); step > 0; step--) {
        metrics.add(new Metric(key, one(NUMBERS), random.nextInt(3), step % 2));
      }
    }
    registry.data.logBatch(ALICE, id, new RunDataBatch(metrics, entries("p", "q q"), List.of()));
    registry.runs.update(ALICE, id, new RunUpdate(one(List.of(RunStatus.values())), null, ""));
    List<DataSetInput> inputs = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      DataSet dataSet = new DataSet(one(TEXTS), "d" + random.nextInt(3), "local", "{}", null, null);
      List<KeyValue> context = List.of(new KeyValue(DataSetInput.CONTEXT_TAG, one(TEXTS)));
      inputs.add(new DataSetInput(dataSet, chance(70) ? context : List.of()));
    }
    registry.inputs.logInputs(ALICE, id, inputs, List.of());
    return id;
  }

  private List<KeyValue> entries(String... keys) {
    List<KeyValue> entries = new ArrayList<>();
    for (String key : keys) {
      if (chance(75)) {
        entries.add(new KeyValue(key, one(TEXTS)));
      }
    }
    return entries;
  }

  private String filter(List<String> ids) {
    List<String> conditions = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      conditions.add(condition(ids));
    }
    return String.join(chance(50) ? " AND " : " and ", conditions);
  }

  private String condition(List<String> ids) {
    return switch (random.nextInt(7)) {
      case 0, 1 -> one(List.of("metrics.a", "metric.`b/c`", "metrics.none")) + numbers();
      case 2 -> one(List.of("params.p", "parameter.\"q q\"")) + texts();
      case 3 -> one(List.of("tags.t", "tag.u", "tags.`mlflow.runName`")) + texts();
      case 4 -> one(List.of("attributes.status", "run_name", "user_id")) + compared();
      case 5 ->
          chance(50)
              ? "start_time" + numbers()
              : "run_id" + list(List.of(one(ids), one(ids), one(ids)));
      default ->
          "datasets."
              + one(List.of("name", "digest", "context"))
              + (chance(40) ? list(List.of(one(TEXTS), "d1", one(TEXTS))) : compared());
    };
  }

  private String numbers() {
    return one(List.of(" = ", " != ", " < ", " <= ", " > ", ">="))
        + one(List.of("0", "1", "0.1", "-1.5", "1e300", "2", "3.0", "-1e-300", "1e308"));
  }

  private String texts() {
    return chance(20) ? one(List.of(" IS NULL", " is not null")) : compared();
  }

  private String compared() {
    return chance(50)
        ? one(List.of(" = ", " != ")) + quoted(one(chance(80) ? TEXTS : List.of("FAILED", "u1")))
        : one(List.of(" LIKE ", " ILIKE ", " ilike ")) + quoted(one(PATTERNS));
  }

  private String list(List<String> values) {
    List<String> quoted = values.stream().map(SearchEquivalenceTest::quoted).toList();
    return one(List.of(" IN (", " NOT IN (")) + String.join(", ", quoted) + ")";
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private List<String> orders() {
    List<String> orders = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      String field =
          one(
              List.of(
                  "metrics.a",
                  "metrics.`b/c`",
                  "params.p",
                  "tags.u",
                  "start_time",
                  "run_name",
                  "status",
                  "run_id"));
      orders.add(field + one(List.of("", " ASC", " DESC")));
    }
    return orders;
  }
}
