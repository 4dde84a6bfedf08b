package dev.redoubt.registry.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.registry.RegistryTables;
import dev.redoubt.registry.search.SearchException;
import dev.redoubt.registry.search.SearchFilter;
import dev.redoubt.registry.search.SearchParser;
import dev.redoubt.registry.search.SearchSql;
import dev.redoubt.registry.search.SearchVocabulary;
import dev.redoubt.registry.search.SortKey;
import dev.redoubt.store.testing.TestDatabases;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Checks that common searches use their indexes: with 100,000 runs, scans take seconds.
class QueryPlanTest {

  private static final String RANGE =
      "SEARCH r USING COVERING INDEX run_of_experiment (experiment=? AND lifecycle=?)";

  @TempDir private Path folder;

  private List<String> plan(String filter, String... orders) throws SQLException, SearchException {
    try (TrackingFixture registry =
        new TrackingFixture(TestDatabases.SQLITE.open(folder, RegistryTables.MIGRATIONS))) {
      SearchFilter parsed = SearchParser.filter(SearchVocabulary.RUNS, filter);
      SearchSql query = RunSearch.query(List.of(0L), ViewType.ACTIVE_ONLY, parsed);
      List<SortKey> keys =
          SearchQueries.orders(SearchVocabulary.RUNS, List.of(orders), "start_time DESC");
      String text = RunSearch.text(query, keys);
      List<Object> parameters = new ArrayList<>(query.parameters());
      parameters.addAll(List.of(10, 0));
      return registry.database.read(
          sql ->
              sql.sql("EXPLAIN QUERY PLAN " + text)
                  .params(parameters)
                  .query((row, _) -> row.getString("detail"))
                  .list());
    }
  }

  @Test
  void readsDefaultOrderFromIndex() throws SQLException, SearchException {
    assertThat(plan("")).containsExactly(RANGE);
    assertThat(plan("", "attributes.start_time DESC")).containsExactly(RANGE);
  }

  @Test
  void looksUpConditionsByIndex() throws SQLException, SearchException {
    assertThat(plan("metrics.m > 1 AND params.p = 'x' AND tags.t LIKE 'y%'"))
        .startsWith(RANGE)
        .contains("SEARCH v USING PRIMARY KEY (run=? AND key=?)")
        .noneMatch(step -> step.startsWith("SCAN") || step.contains("TEMP B-TREE"));
  }

  @Test
  void looksUpDataSetsOfRunByIndex() throws SQLException, SearchException {
    assertThat(plan("datasets.name = 'x' AND datasets.context = 'train'"))
        .noneMatch(step -> step.startsWith("SCAN") || step.contains("TEMP B-TREE"));
  }

  @Test
  void looksUpIdsByPrimaryKey() throws SQLException, SearchException {
    assertThat(plan("run_id IN ('a', 'b')"))
        .noneMatch(step -> step.startsWith("SCAN"))
        .anyMatch(step -> step.startsWith("SEARCH r USING PRIMARY KEY (id=?)"));
  }

  @Test
  void sortsByMetricWithoutReadingOtherMetrics() throws SQLException, SearchException {
    assertThat(plan("", "metrics.m DESC")).noneMatch(step -> step.startsWith("SCAN"));
  }
}
