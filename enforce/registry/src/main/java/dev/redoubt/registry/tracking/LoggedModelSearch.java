package dev.redoubt.registry.tracking;

import dev.redoubt.access.Caller;
import dev.redoubt.access.RefusedException;
import dev.redoubt.access.Visible;
import dev.redoubt.registry.search.Field.Kind;
import dev.redoubt.registry.search.Filter;
import dev.redoubt.registry.search.Order;
import dev.redoubt.registry.search.Page;
import dev.redoubt.registry.search.SearchSql;
import dev.redoubt.registry.search.Vocabulary;
import dev.redoubt.store.Database;
import dev.redoubt.store.InList;
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

    /// @throws RefusedException if there is no name
    public On {
      Objects.requireNonNull(digest);
      if (name.isEmpty()) {
        throw RefusedException.invalid("`dataset_name` in the `datasets` clause must be specified");
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
  public record Query(List<On> on, List<OrderKey> keys, Search search) {

    /// @throws RefusedException if there are too many data sets or keys
    public Query {
      on = List.copyOf(on);
      keys = List.copyOf(keys);
      Limits.count("datasets", on.size(), Limits.ENTRIES_AT_ONCE);
      Limits.count("orders", keys.size(), Limits.ORDERS);
      Objects.requireNonNull(search);
    }
  }

  private record Text(String sql, List<Object> parameters) {}

  private final Database database;

  /// Searches a database.
  public LoggedModelSearch(Database database) {
    this.database = database;
  }

  /// Finds logged models of some experiments. Experiments that do not exist for the caller have
  /// none.
  public Page<LoggedModel> find(Caller caller, List<Long> experiments, Query query) {
    Search search = query.search();
    Filter filter = Queries.filter(Vocabulary.LOGGED_MODELS, search.filter());
    Text order = order(query.keys());
    long offset = Page.offset(search.token());
    Visible visible = Visible.experiments(caller, database);
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
    return Page.of(found, offset, search.size());
  }

  private static List<String> ids(
      JdbcClient sql, SearchSql conditions, Text order, Search search, long offset) {
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

  private static boolean asksForMetrics(Filter filter) {
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
      Order field = Queries.order(Vocabulary.LOGGED_MODELS, key.field());
      Order order = new Order(field.field(), key.ascending());
      dated |= order.field().key().equals("creation_timestamp");
      SearchSql one = fields(key.on());
      text.append(one.order(List.of(order), ""));
      parameters.addAll(one.parameters());
    }
    return new Text(text + (dated ? "" : "m.creation_timestamp DESC, ") + "m.id", parameters);
  }
}
