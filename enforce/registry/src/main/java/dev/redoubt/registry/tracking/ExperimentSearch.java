package dev.redoubt.registry.tracking;

import dev.redoubt.access.Caller;
import dev.redoubt.access.VisibleAttributeIds;
import dev.redoubt.registry.search.ResultPage;
import dev.redoubt.registry.search.SearchField.Kind;
import dev.redoubt.registry.search.SearchFilter;
import dev.redoubt.registry.search.SearchSql;
import dev.redoubt.registry.search.SearchVocabulary;
import dev.redoubt.registry.search.SortKey;
import dev.redoubt.store.RegistryDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Searches experiments, by default newest first.
public final class ExperimentSearch {

  private final RegistryDatabase database;

  /// Creates the service.
  public ExperimentSearch(RegistryDatabase database) {
    this.database = database;
  }

  /// Searches experiments that are visible to the caller.
  public ResultPage<Experiment> find(Caller caller, SearchRequest search) {
    SearchFilter filter = SearchQueries.filter(SearchVocabulary.EXPERIMENTS, search.filter());
    List<SortKey> orders =
        SearchQueries.orders(SearchVocabulary.EXPERIMENTS, search.orders(), "creation_time DESC");
    long offset = ResultPage.offset(search.token());
    VisibleAttributeIds visible = VisibleAttributeIds.experiments(caller, database);
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
    return ResultPage.of(
        database.read(sql -> ExperimentRows.list(sql, text, parameters)), offset, search.size());
  }
}
