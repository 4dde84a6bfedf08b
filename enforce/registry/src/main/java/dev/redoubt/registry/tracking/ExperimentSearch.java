package dev.redoubt.registry.tracking;

import dev.redoubt.access.Caller;
import dev.redoubt.access.Visible;
import dev.redoubt.registry.search.Field.Kind;
import dev.redoubt.registry.search.Filter;
import dev.redoubt.registry.search.Order;
import dev.redoubt.registry.search.Page;
import dev.redoubt.registry.search.SearchSql;
import dev.redoubt.registry.search.Vocabulary;
import dev.redoubt.store.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Finds experiments: the newest first, unless somebody says otherwise.
public final class ExperimentSearch {

  private final Database database;

  /// Searches a database.
  public ExperimentSearch(Database database) {
    this.database = database;
  }

  /// Finds experiments.
  public Page<Experiment> find(Caller caller, Search search) {
    Filter filter = Queries.filter(Vocabulary.EXPERIMENTS, search.filter());
    List<Order> orders =
        Queries.orders(Vocabulary.EXPERIMENTS, search.orders(), "creation_time DESC");
    long offset = Page.offset(search.token());
    Visible visible = Visible.experiments(caller, database);
    SearchSql query =
        new SearchSql("e", "id", Map.of("experiment_id", "id"))
            .comparedAsText("experiment_id")
            .with(Kind.TAG, "experiment_tag", "experiment")
            .where(visible.condition("e.label"), visible.labels().toArray())
            .where(search.view().condition("e.lifecycle"))
            .where(filter);
    String order = query.order(orders, "e.id");
    List<Object> parameters = new ArrayList<>(query.parameters());
    parameters.add(search.size() + 1);
    parameters.add(offset);
    String text = query.conditions() + " ORDER BY " + order + " LIMIT ? OFFSET ?";
    return Page.of(
        database.read(sql -> ExperimentRows.list(sql, text, parameters)), offset, search.size());
  }
}
