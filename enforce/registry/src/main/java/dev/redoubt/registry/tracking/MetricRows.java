package dev.redoubt.registry.tracking;

import dev.redoubt.access.VisibleAttributeIds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Inserts metrics into the database. An existing equal value is left unchanged.
final class MetricRows {

  /// Order that selects the latest value of a key. NaN is treated as 0, as in MLflow.
  private static final Comparator<Metric> LATER =
      Comparator.comparingLong(Metric::step)
          .thenComparingLong(Metric::timestamp)
          .thenComparingDouble(Metric::stored);

  private static final String OVERWRITE =
      "ON CONFLICT (run, key) DO UPDATE SET timestamp = excluded.timestamp, step = excluded.step,"
          + " value = excluded.value, nan = excluded.nan"
          + " WHERE (excluded.step, excluded.timestamp, excluded.value)"
          + " > (latest_metric.step, latest_metric.timestamp, latest_metric.value)";

  private MetricRows() {}

  /// Inserts metrics of a run and of the logged models that they refer to.
  static void add(JdbcClient sql, VisibleAttributeIds visible, String run, List<Metric> metrics) {
    Map<String, Metric> latest = new LinkedHashMap<>();
    List<List<Object>> rows = new ArrayList<>();
    for (Metric metric : metrics) {
      rows.add(row(run, metric));
      latest.merge(metric.key(), metric, (a, b) -> LATER.compare(b, a) > 0 ? b : a);
    }
    String columns = " (run, key, timestamp, step, value, nan)";
    BatchInsert.insert(sql, "metric" + columns, "ON CONFLICT DO NOTHING", rows);
    BatchInsert.insert(
        sql,
        "latest_metric" + columns,
        OVERWRITE,
        latest.values().stream().map(metric -> row(run, metric)).toList());
    addToModels(sql, visible, run, metrics);
  }

  private static List<Object> row(String run, Metric metric) {
    return List.of(
        run, metric.key(), metric.timestamp(), metric.step(), metric.stored(), metric.nan());
  }

  private static void addToModels(
      JdbcClient sql, VisibleAttributeIds visible, String run, List<Metric> metrics) {
    List<List<Object>> rows = new ArrayList<>();
    Set<String> models = new LinkedHashSet<>();
    for (Metric metric : metrics) {
      Metric.Subject subject = metric.subject();
      if (subject != null) {
        models.add(subject.model());
        List<Object> row = new ArrayList<>(row(run, metric));
        row.addAll(List.of(subject.model(), subject.dataSetName(), subject.dataSetDigest()));
        rows.add(row);
      }
    }
    LoggedModelRows.check(sql, visible, List.copyOf(models));
    BatchInsert.insert(
        sql,
        "logged_model_metric (run, key, timestamp, step, value, nan, model, dataset_name,"
            + " dataset_digest)",
        "ON CONFLICT DO NOTHING",
        rows);
  }
}
