package dev.redoubt.registry.tracking;

import dev.redoubt.access.Caller;
import dev.redoubt.access.Visible;
import dev.redoubt.registry.search.Field;
import dev.redoubt.registry.search.Field.Kind;
import dev.redoubt.registry.search.Filter;
import dev.redoubt.registry.search.Operator;
import dev.redoubt.registry.search.Order;
import dev.redoubt.registry.search.Page;
import dev.redoubt.registry.search.SearchSql;
import dev.redoubt.registry.search.Vocabulary;
import dev.redoubt.store.Database;
import dev.redoubt.store.InList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Finds runs: the last one started first, unless somebody says otherwise.
public final class RunSearch {

  private static final Map<String, String> COLUMNS =
      Map.of("run_id", "id", "run_name", "name", "experiment_id", "experiment");

  private static final Field RUN_ID = new Field(Kind.ATTRIBUTE, "run_id");

  private final Database database;

  /// Searches a database.
  public RunSearch(Database database) {
    this.database = database;
  }

  /// Finds runs of some experiments, also of deleted ones. Experiments that do not exist for the
  /// caller have none.
  public Page<Run> find(Caller caller, List<Long> experiments, Search search) {
    Filter filter = Queries.filter(Vocabulary.RUNS, search.filter());
    List<Order> orders = Queries.orders(Vocabulary.RUNS, search.orders(), "start_time DESC");
    long offset = Page.offset(search.token());
    Visible visible = Visible.experiments(caller, database);
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
    return Page.of(found, offset, search.size());
  }

  static SearchSql query(List<Long> experiments, View view, Filter filter) {
    return new SearchSql("r", "id", COLUMNS)
        .comparedAsText("experiment_id")
        .with(Kind.METRIC, "latest_metric", "run")
        .with(Kind.PARAMETER, "run_parameter", "run")
        .with(Kind.TAG, "run_tag", "run")
        .with(Kind.DATASET, "run_dataset_field", "run")
        .where(experiment(filter) + InList.of(experiments), experiments.toArray())
        .where(view.condition("r.lifecycle"))
        .where(filter);
  }

  /// Whoever names runs by their ids has them looked up by these: without statistics, SQLite would
  /// read all of an experiment. The sign keeps its index from being used.
  private static String experiment(Filter filter) {
    boolean named =
        filter.all().stream()
            .anyMatch(
                each ->
                    each.field().equals(RUN_ID)
                        && (each.operator() == Operator.EQUAL || each.operator() == Operator.IN));
    return named ? "+r.experiment" : "r.experiment";
  }

  /// Finds the ids; the runs are read by them, so that what is sorted stays small.
  static String text(SearchSql query, List<Order> orders) {
    return "SELECT r.id FROM run r WHERE "
        + query.conditions()
        + " ORDER BY "
        + query.order(orders, "r.id")
        + " LIMIT ? OFFSET ?";
  }
}
