package dev.redoubt.registry.tracking;

import dev.redoubt.access.Caller;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.access.VisibleAttributes;
import dev.redoubt.registry.search.ResultPage;
import dev.redoubt.registry.search.SearchField.Kind;
import dev.redoubt.registry.search.SearchFilter;
import dev.redoubt.registry.search.SearchSql;
import dev.redoubt.registry.search.SearchVocabulary;
import dev.redoubt.registry.search.SortKey;
import dev.redoubt.store.InList;
import dev.redoubt.store.RegistryDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Finds logged models: the newest first, unless somebody says otherwise. Each of a model's metrics
/// counts for a filter, and the last one by time, then step, for an order.
public final class LoggedModelSearch {

  private static final Map<String, String> COLUMNS =
      Map.of("model_id", "id", "source_run_id", "source_run");

  /// A data set that metrics are about.
  ///
  /// @param digest or empty for any version
  public record On(String name, String digest) {

    /// @throws RequestRefusedException if there is no name
    public On {
      Objects.requireNonNull(digest);
      if (name.isEmpty()) {
        throw RequestRefusedException.invalid(
            "`dataset_name` in the `datasets` clause must be specified");
      }
    }

    private String condition() {
      return digest.isEmpty() ? "dataset_name = ?" : "(dataset_name = ? AND dataset_digest = ?)";
    }

    private List<Object> parameters() {
      return digest.isEmpty() ? List.of(name) : List.of(name, digest);
    }
  }

  /// A key of an order.
  ///
  /// @param field as MLflow writes it: `metrics.accuracy`, `creation_time`
  /// @param on of which data sets a metric counts; none for any
  public record OrderKey(String field, boolean ascending, List<On> on) {

    /// Copies the list.
    public OrderKey {
      Objects.requireNonNull(field);
      on = List.copyOf(on);
    }
  }

  /// What somebody looks for.
  ///
  /// @param on only metrics of one of these data sets count for the filter, and without any
  ///   condition on metrics there has to be one; none for all
  /// @param keys of the order, or none for the usual one
  /// @param search its orders are not looked at
  public record Query(List<On> on, List<OrderKey> keys, SearchRequest search) {

    /// @throws RequestRefusedException if there are too many data sets or keys
    public Query {
      on = List.copyOf(on);
      keys = List.copyOf(keys);
      TrackingLimits.count("datasets", on.size(), TrackingLimits.ENTRIES_AT_ONCE);
      TrackingLimits.count("orders", keys.size(), TrackingLimits.ORDERS);
      Objects.requireNonNull(search);
    }
  }

  private record Text(String sql, List<Object> parameters) {}

  private final RegistryDatabase database;

  /// Searches a database.
  public LoggedModelSearch(RegistryDatabase database) {
    this.database = database;
  }

  /// Finds logged models of some experiments. Experiments that do not exist for the caller have
  /// none.
  public ResultPage<LoggedModel> find(Caller caller, List<Long> experiments, Query query) {
    SearchRequest search = query.search();
    SearchFilter filter = SearchQueries.filter(SearchVocabulary.LOGGED_MODELS, search.filter());
    Text order = order(query.keys());
    long offset = ResultPage.offset(search.token());
    VisibleAttributes visible = VisibleAttributes.experiments(caller, database);
    List<LoggedModel> found =
        database.read(
            sql -> {
              List<Long> seen = ExperimentRows.visible(sql, visible, experiments);
              SearchSql conditions =
                  fields(query.on())
                      .where("m.experiment" + InList.of(seen), seen.toArray())
                      .where(search.view().condition("m.lifecycle"))
                      .where(filter);
              if (!query.on().isEmpty() && !asksForMetrics(filter)) {
                Text metrics = metrics(query.on());
                conditions.where(
                    "EXISTS (SELECT 1 FROM " + metrics.sql() + " v WHERE v.model = m.id)",
                    metrics.parameters().toArray());
              }
              return LoggedModelRows.list(
                  sql, visible, ids(sql, conditions, order, search, offset));
            });
    return ResultPage.of(found, offset, search.size());
  }

  private static List<String> ids(
      JdbcClient sql, SearchSql conditions, Text order, SearchRequest search, long offset) {
    List<Object> parameters = new ArrayList<>(conditions.parameters());
    parameters.addAll(order.parameters());
    parameters.add(search.size() + 1);
    parameters.add(offset);
    return sql.sql(
            "SELECT m.id FROM logged_model m WHERE "
                + conditions.conditions()
                + " ORDER BY "
                + order.sql()
                + " LIMIT ? OFFSET ?")
        .params(parameters)
        .query((row, _) -> row.getString(1))
        .list();
  }

  private static boolean asksForMetrics(SearchFilter filter) {
    return filter.all().stream().anyMatch(each -> each.field().kind() == Kind.METRIC);
  }

  private static SearchSql fields(List<On> on) {
    Text metrics = metrics(on);
    return new SearchSql("m", "id", COLUMNS)
        .with(Kind.METRIC, metrics.sql(), "model", metrics.parameters().toArray())
        .with(Kind.PARAMETER, "logged_model_parameter", "model")
        .with(Kind.TAG, "logged_model_tag", "model")
        .latest("v.timestamp DESC, v.step DESC, v.run");
  }

  /// The metrics of models, or those of some data sets.
  private static Text metrics(List<On> on) {
    if (on.isEmpty()) {
      return new Text("logged_model_metric", List.of());
    }
    return new Text(
        "(SELECT * FROM logged_model_metric WHERE "
            + String.join(" OR ", on.stream().map(On::condition).toList())
            + ")",
        on.stream().flatMap(each -> each.parameters().stream()).toList());
  }

  /// Each key looks at data sets of its own.
  private static Text order(List<OrderKey> keys) {
    StringBuilder text = new StringBuilder();
    List<Object> parameters = new ArrayList<>();
    boolean dated = false;
    for (OrderKey key : keys) {
      SortKey field = SearchQueries.order(SearchVocabulary.LOGGED_MODELS, key.field());
      SortKey order = new SortKey(field.field(), key.ascending());
      dated |= order.field().key().equals("creation_timestamp");
      SearchSql one = fields(key.on());
      text.append(one.order(List.of(order), ""));
      parameters.addAll(one.parameters());
    }
    return new Text(text + (dated ? "" : "m.creation_timestamp DESC, ") + "m.id", parameters);
  }
}
