package dev.redoubt.registry.tracking;

import dev.redoubt.access.Caller;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.access.VisibleAttributeIds;
import dev.redoubt.registry.search.ResultPage;
import dev.redoubt.registry.search.SearchField.Kind;
import dev.redoubt.registry.search.SearchFilter;
import dev.redoubt.registry.search.SearchSql;
import dev.redoubt.registry.search.SearchVocabulary;
import dev.redoubt.registry.search.SortKey;
import dev.redoubt.store.RegistryDatabase;
import dev.redoubt.store.SqlInClause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Searches logged models, by default newest first. A filter matches any of a model's metric
/// values; an order uses the latest one by time, then step.
public final class LoggedModelSearch {

  private static final Map<String, String> COLUMNS =
      Map.of("model_id", "id", "source_run_id", "source_run");

  /// A data set that metrics refer to.
  ///
  /// @param digest or empty for any version
  public record DataSetReference(String name, String digest) {

    /// @throws RequestRefusedException if the name is empty
    public DataSetReference {
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

  /// A sort key with optional data sets.
  ///
  /// @param field in MLflow's syntax: `metrics.accuracy`, `creation_time`
  /// @param on data sets whose metrics are used; empty for any
  public record OrderKey(String field, boolean ascending, List<DataSetReference> on) {

    /// Copies the list.
    public OrderKey {
      Objects.requireNonNull(field);
      on = List.copyOf(on);
    }
  }

  /// A search request.
  ///
  /// @param on only metrics of these data sets are considered by the filter, and a model without
  ///   any such metric is omitted; empty for all
  /// @param keys sort keys, or empty for the default order
  /// @param search its orders are ignored
  public record Query(List<DataSetReference> on, List<OrderKey> keys, SearchRequest search) {

    /// @throws RequestRefusedException if there are too many data sets or sort keys
    public Query {
      on = List.copyOf(on);
      keys = List.copyOf(keys);
      TrackingLimits.count("datasets", on.size(), TrackingLimits.ENTRIES_AT_ONCE);
      TrackingLimits.count("orders", keys.size(), TrackingLimits.ORDERS);
      Objects.requireNonNull(search);
    }
  }

  private record SqlText(String sql, List<Object> parameters) {}

  private final RegistryDatabase database;

  /// Creates the service.
  public LoggedModelSearch(RegistryDatabase database) {
    this.database = database;
  }

  /// Searches the logged models of some experiments. Experiments that do not exist for the caller
  /// are ignored.
  public ResultPage<LoggedModel> find(Caller caller, List<Long> experiments, Query query) {
    SearchRequest search = query.search();
    SearchFilter filter = SearchQueries.filter(SearchVocabulary.LOGGED_MODELS, search.filter());
    SqlText order = order(query.keys());
    long offset = ResultPage.offset(search.token());
    VisibleAttributeIds visible = VisibleAttributeIds.experiments(caller, database);
    List<LoggedModel> found =
        database.read(
            sql -> {
              List<Long> seen = ExperimentRows.visible(sql, visible, experiments);
              SearchSql conditions =
                  fields(query.on())
                      .where("m.experiment" + SqlInClause.of(seen), seen.toArray())
                      .where(search.view().condition("m.lifecycle"))
                      .where(filter);
              if (!query.on().isEmpty() && !usesMetrics(filter)) {
                SqlText metrics = metrics(query.on());
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
      JdbcClient sql, SearchSql conditions, SqlText order, SearchRequest search, long offset) {
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

  private static boolean usesMetrics(SearchFilter filter) {
    return filter.all().stream().anyMatch(each -> each.field().kind() == Kind.METRIC);
  }

  private static SearchSql fields(List<DataSetReference> on) {
    SqlText metrics = metrics(on);
    return new SearchSql("m", "id", COLUMNS)
        .with(Kind.METRIC, metrics.sql(), "model", metrics.parameters().toArray())
        .with(Kind.PARAMETER, "logged_model_parameter", "model")
        .with(Kind.TAG, "logged_model_tag", "model")
        .latest("v.timestamp DESC, v.step DESC, v.run");
  }

  /// Returns the metrics of models, optionally those of some data sets only.
  private static SqlText metrics(List<DataSetReference> on) {
    if (on.isEmpty()) {
      return new SqlText("logged_model_metric", List.of());
    }
    return new SqlText(
        "(SELECT * FROM logged_model_metric WHERE "
            + String.join(" OR ", on.stream().map(DataSetReference::condition).toList())
            + ")",
        on.stream().flatMap(each -> each.parameters().stream()).toList());
  }

  /// Each sort key has its own data sets.
  private static SqlText order(List<OrderKey> keys) {
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
    return new SqlText(text + (dated ? "" : "m.creation_timestamp DESC, ") + "m.id", parameters);
  }
}
