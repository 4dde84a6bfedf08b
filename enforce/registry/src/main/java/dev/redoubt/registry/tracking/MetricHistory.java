package dev.redoubt.registry.tracking;

import dev.redoubt.access.Caller;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.access.VisibleAttributeIds;
import dev.redoubt.registry.search.ResultPage;
import dev.redoubt.store.RegistryDatabase;
import dev.redoubt.store.SqlInClause;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Reads the full history of a metric.
public final class MetricHistory {

  /// Maximum number of values of one metric without paging.
  public static final int MAX_VALUES = 25_000;

  /// Maximum number of runs per request.
  public static final int MAX_RUNS = 100;

  /// Maximum number of values per run in a sample.
  public static final int MAX_SAMPLE = 2_500;

  /// An inclusive range of steps.
  public record Steps(long first, long last) {

    /// @throws RequestRefusedException if the end is before the start
    public Steps {
      if (last < first) {
        throw RequestRefusedException.invalid(
            "end_step must be greater than start_step, and " + last + " is less than " + first);
      }
    }
  }

  private static final String SELECT = "SELECT run, key, value, nan, timestamp, step FROM metric";

  private static final RowMapper<RunMetric> ROW =
      (row, _) ->
          new RunMetric(
              row.getString(1),
              new Metric(
                  row.getString(2),
                  Metric.value(row.getDouble(3), row.getInt(4)),
                  row.getLong(5),
                  row.getLong(6)));

  private final RegistryDatabase database;

  /// Creates the service.
  public MetricHistory(RegistryDatabase database) {
    this.database = database;
  }

  /// Returns the values of a metric of a run, by time, then step, then value; none if the run has
  /// no such metric.
  ///
  /// @param size maximum number of values
  /// @param token of the previous page, or empty
  public ResultPage<Metric> of(Caller caller, String run, String key, int size, String token) {
    TrackingLimits.page(size);
    long offset = ResultPage.offset(token);
    VisibleAttributeIds visible = VisibleAttributeIds.experiments(caller, database);
    List<Metric> read =
        database.read(
            sql -> {
              RunRows.find(sql, visible, run);
              return sql
                  .sql(
                      SELECT
                          + " WHERE run = ? AND key = ? ORDER BY timestamp, step, value, nan"
                          + " LIMIT ? OFFSET ?")
                  .params(run, key, size + 1, offset)
                  .query(ROW)
                  .list()
                  .stream()
                  .map(RunMetric::metric)
                  .toList();
            });
    return ResultPage.of(read, offset, size);
  }

  /// Returns the values of a metric of several runs, by run, then time, step and value. Runs that
  /// do not exist for the caller are ignored.
  ///
  /// @param size maximum total number of values; never more than [#MAX_VALUES]
  public List<RunMetric> of(Caller caller, List<String> runs, String key, int size) {
    TrackingLimits.count("run_ids", runs.size(), MAX_RUNS);
    VisibleAttributeIds visible = VisibleAttributeIds.experiments(caller, database);
    return database.read(
        sql -> {
          List<String> seen =
              RunRows.list(sql, visible, runs).stream().map(RunInfo::id).distinct().toList();
          return sql.sql(
                  SELECT
                      + " WHERE run"
                      + SqlInClause.of(seen)
                      + " AND key = ? ORDER BY run, timestamp, step, value, nan LIMIT ?")
              .params(seen)
              .param(key)
              .param(Math.min(TrackingLimits.page(size), MAX_VALUES))
              .query(ROW)
              .list();
        });
  }

  /// Returns a sample of the values of a metric of several runs, evenly spread over its history by
  /// step, time and value. It contains the first and the last value, or only the last one if the
  /// size is 1. Runs that do not exist for the caller are ignored.
  ///
  /// @param steps range of steps, or null for all
  /// @param size maximum number of values per run, from 1 to [#MAX_SAMPLE]
  public List<RunMetric> sample(
      Caller caller, List<String> runs, String key, @Nullable Steps steps, int size) {
    TrackingLimits.count("run_ids", runs.size(), MAX_RUNS);
    TrackingLimits.count("results per run", TrackingLimits.page(size), MAX_SAMPLE);
    VisibleAttributeIds visible = VisibleAttributeIds.experiments(caller, database);
    return database.read(
        sql -> {
          List<RunMetric> all = new ArrayList<>();
          List<String> seen = RunRows.list(sql, visible, runs).stream().map(RunInfo::id).toList();
          for (String run : runs) {
            if (seen.contains(run)) {
              all.addAll(sample(sql, run, key, steps, size));
            }
          }
          return all;
        });
  }

  private static List<RunMetric> sample(
      JdbcClient sql, String run, String key, @Nullable Steps steps, int size) {
    String condition =
        " WHERE run = ? AND key = ?" + (steps == null ? "" : " AND step BETWEEN ? AND ?");
    List<Object> parameters = new ArrayList<>(List.of(run, key));
    if (steps != null) {
      parameters.add(steps.first());
      parameters.add(steps.last());
    }
    int count =
        sql.sql("SELECT COUNT(*) FROM metric" + condition)
            .params(parameters)
            .query(Integer.class)
            .single();
    List<Integer> places = places(count, size);
    parameters.addAll(places);
    return sql.sql(
            "SELECT run, key, value, nan, timestamp, step FROM (SELECT m.*, ROW_NUMBER() OVER"
                + " (ORDER BY step, timestamp, value, nan) AS place FROM metric m"
                + condition
                + ") numbered WHERE place"
                + SqlInClause.of(places)
                + " ORDER BY place")
        .params(parameters)
        .query(ROW)
        .list();
  }

  /// Returns the first position of each of `count` equal parts, counted from 1, and the end in
  /// place of the last one, as MLflow's `NTILE` does.
  static List<Integer> places(int count, int size) {
    TreeSet<Integer> places = new TreeSet<>();
    for (long part = 0; part < size && part < count; part++) {
      long longer = Math.min(part, count % size);
      places.add((int) (count <= size ? part + 1 : part * (count / size) + longer + 1));
    }
    if (!places.isEmpty() && places.last() != count) {
      places.pollLast();
      places.add(count);
    }
    return List.copyOf(places);
  }
}
