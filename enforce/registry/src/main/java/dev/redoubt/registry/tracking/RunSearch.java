package dev.redoubt.registry.tracking;

import dev.redoubt.access.Caller;
import dev.redoubt.access.VisibleAttributeIds;
import dev.redoubt.registry.search.ResultPage;
import dev.redoubt.registry.search.SearchField;
import dev.redoubt.registry.search.SearchField.Kind;
import dev.redoubt.registry.search.SearchFilter;
import dev.redoubt.registry.search.SearchOperator;
import dev.redoubt.registry.search.SearchSql;
import dev.redoubt.registry.search.SearchVocabulary;
import dev.redoubt.registry.search.SortKey;
import dev.redoubt.store.RegistryDatabase;
import dev.redoubt.store.SqlInClause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Searches runs, by default last started first.
public final class RunSearch {

  private static final Map<String, String> COLUMNS =
      Map.of("run_id", "id", "run_name", "name", "experiment_id", "experiment");

  private static final SearchField RUN_ID = new SearchField(Kind.ATTRIBUTE, "run_id");

  private final RegistryDatabase database;

  /// Creates the service.
  public RunSearch(RegistryDatabase database) {
    this.database = database;
  }

  /// Searches the runs of some experiments, deleted experiments included. Experiments that do not
  /// exist for the caller are ignored.
  public ResultPage<Run> find(Caller caller, List<Long> experiments, SearchRequest search) {
    SearchFilter filter = SearchQueries.filter(SearchVocabulary.RUNS, search.filter());
    List<SortKey> orders =
        SearchQueries.orders(SearchVocabulary.RUNS, search.orders(), "start_time DESC");
    long offset = ResultPage.offset(search.token());
    VisibleAttributeIds visible = VisibleAttributeIds.experiments(caller, database);
    List<Run> found =
        database.read(
            sql -> {
              List<Long> seen = ExperimentRows.visible(sql, visible, experiments);
              SearchSql query = query(seen, search.view(), filter);
              String text = text(query, orders);
              List<Object> parameters = new ArrayList<>(query.parameters());
              parameters.add(search.size() + 1);
              parameters.add(offset);
              List<String> ids =
                  sql.sql(text).params(parameters).query((row, _) -> row.getString(1)).list();
              return RunReader.read(sql, visible, ids);
            });
    return ResultPage.of(found, offset, search.size());
  }

  static SearchSql query(List<Long> experiments, ViewType view, SearchFilter filter) {
    return new SearchSql("r", "id", COLUMNS)
        .comparedAsText("experiment_id")
        .with(Kind.METRIC, "latest_metric", "run")
        .with(Kind.PARAMETER, "run_parameter", "run")
        .with(Kind.TAG, "run_tag", "run")
        .with(Kind.DATASET, "run_dataset_field", "run")
        .where(experiment(filter) + SqlInClause.of(experiments), experiments.toArray())
        .where(view.condition("r.lifecycle"))
        .where(filter);
  }

  /// If the filter contains run ids, rows must be looked up by them: without statistics, SQLite
  /// would scan the whole experiment. The unary plus keeps it from using the index on the
  /// experiment.
  private static String experiment(SearchFilter filter) {
    boolean named =
        filter.all().stream()
            .anyMatch(
                each ->
                    each.field().equals(RUN_ID)
                        && (each.operator() == SearchOperator.EQUAL
                            || each.operator() == SearchOperator.IN));
    return named ? "+r.experiment" : "r.experiment";
  }

  /// Selects ids only; the runs are read by them, so that the sorted rows stay small.
  static String text(SearchSql query, List<SortKey> orders) {
    return "SELECT r.id FROM run r WHERE "
        + query.conditions()
        + " ORDER BY "
        + query.order(orders, "r.id")
        + " LIMIT ? OFFSET ?";
  }
}
