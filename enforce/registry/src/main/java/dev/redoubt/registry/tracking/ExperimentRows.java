package dev.redoubt.registry.tracking;

import dev.redoubt.access.AccessAttributes;
import dev.redoubt.access.VisibleAttributeIds;
import dev.redoubt.store.SqlInClause;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Reads experiments from the database.
final class ExperimentRows {

  private static final String SELECT =
      "SELECT e.id, l.project, l.environment, l.sensitivity, e.name, e.artifact_location,"
          + " e.lifecycle, e.creation_time, e.last_update_time"
          + " FROM experiment e JOIN label l ON l.id = e.label WHERE ";

  private ExperimentRows() {}

  /// Returns the experiment with an id, with its tags.
  ///
  /// @throws dev.redoubt.access.RequestRefusedException if it does not exist for the caller
  static Experiment find(JdbcClient sql, VisibleAttributeIds visible, long id) {
    return one(sql, visible, "e.id", id).orElseThrow(() -> TrackingErrors.noExperiment(id));
  }

  /// Returns the experiment with a name.
  static Experiment find(JdbcClient sql, VisibleAttributeIds visible, String name) {
    return one(sql, visible, "e.name", name).orElseThrow(() -> TrackingErrors.noExperiment(name));
  }

  /// Returns an experiment that is not deleted.
  static Experiment active(JdbcClient sql, VisibleAttributeIds visible, long id) {
    Experiment experiment = find(sql, visible, id);
    if (experiment.lifecycle() != LifecycleStage.ACTIVE) {
      throw TrackingErrors.notActive(experiment);
    }
    return experiment;
  }

  /// Returns those of the ids whose experiments are visible to the caller.
  static List<Long> visible(JdbcClient sql, VisibleAttributeIds visible, List<Long> ids) {
    TrackingLimits.count("experiments", ids.size(), TrackingLimits.EXPERIMENTS_AT_ONCE);
    List<Long> seen = new ArrayList<>();
    for (List<Long> some : SqlInClause.chunks(ids.stream().distinct().toList())) {
      seen.addAll(
          sql.sql(
                  "SELECT e.id FROM experiment e WHERE e.id"
                      + SqlInClause.of(some)
                      + " AND "
                      + visible.condition("e.label"))
              .params(some)
              .params(visible.labels())
              .query(Long.class)
              .list());
    }
    return seen;
  }

  /// Returns the experiments that meet a condition, with their tags.
  ///
  /// @param condition SQL condition and everything after it
  static List<Experiment> list(JdbcClient sql, String condition, List<Object> parameters) {
    List<Experiment> found =
        sql.sql(SELECT + condition).params(parameters).query((row, _) -> read(row)).list();
    Map<String, List<KeyValue>> tags =
        KeyValueTable.EXPERIMENT_TAGS.of(sql, found.stream().map(Experiment::id).toList());
    return found.stream()
        .map(each -> tagged(each, tags.getOrDefault(String.valueOf(each.id()), List.of())))
        .toList();
  }

  private static Optional<Experiment> one(
      JdbcClient sql, VisibleAttributeIds visible, String column, Object value) {
    List<Object> parameters = new ArrayList<>(List.of(value));
    parameters.addAll(visible.labels());
    return list(sql, column + " = ? AND " + visible.condition("e.label"), parameters).stream()
        .findFirst();
  }

  private static Experiment read(ResultSet row) throws SQLException {
    return new Experiment(
        row.getLong(1),
        new AccessAttributes(row.getString(2), row.getString(3), row.getString(4)),
        row.getString(5),
        row.getString(6),
        LifecycleStage.of(row.getString(7)),
        row.getLong(8),
        row.getLong(9),
        List.of());
  }

  private static Experiment tagged(Experiment it, List<KeyValue> tags) {
    return new Experiment(
        it.id(),
        it.label(),
        it.name(),
        it.artifactLocation(),
        it.lifecycle(),
        it.creationTime(),
        it.lastUpdateTime(),
        tags);
  }
}
