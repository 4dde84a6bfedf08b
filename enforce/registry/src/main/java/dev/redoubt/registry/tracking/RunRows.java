package dev.redoubt.registry.tracking;

import dev.redoubt.access.VisibleAttributeIds;
import dev.redoubt.store.SqlInClause;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Reads metadata of runs from the database.
final class RunRows {

  private static final String SELECT =
      "SELECT r.id, r.experiment, r.name, r.user_id, r.owner, r.status, r.start_time, r.end_time,"
          + " r.lifecycle, r.artifact_uri FROM run r JOIN experiment e ON e.id = r.experiment"
          + " WHERE r.id";

  private RunRows() {}

  /// Returns the run with an id.
  ///
  /// @throws dev.redoubt.access.RequestRefusedException if it does not exist for the caller
  static RunInfo find(JdbcClient sql, VisibleAttributeIds visible, String id) {
    return list(sql, visible, List.of(id)).stream()
        .findFirst()
        .orElseThrow(() -> TrackingErrors.noRun(id));
  }

  /// Returns a run that is not deleted.
  static RunInfo active(JdbcClient sql, VisibleAttributeIds visible, String id) {
    RunInfo run = find(sql, visible, id);
    if (run.lifecycle() != LifecycleStage.ACTIVE) {
      throw TrackingErrors.notActive(run);
    }
    return run;
  }

  /// Returns those of some ids that exist for the caller, in no particular order.
  static List<RunInfo> list(JdbcClient sql, VisibleAttributeIds visible, List<String> ids) {
    List<RunInfo> found = new ArrayList<>();
    for (List<String> some : SqlInClause.chunks(ids)) {
      found.addAll(
          sql.sql(SELECT + SqlInClause.of(some) + " AND " + visible.condition("e.label"))
              .params(some)
              .params(visible.labels())
              .query((row, _) -> read(row))
              .list());
    }
    return found;
  }

  private static RunInfo read(ResultSet row) throws SQLException {
    long end = row.getLong(8);
    boolean ended = !row.wasNull();
    return new RunInfo(
        row.getString(1),
        row.getLong(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        RunStatus.valueOf(row.getString(6)),
        row.getLong(7),
        ended ? end : null,
        LifecycleStage.of(row.getString(9)),
        row.getString(10));
  }

  /// Renames a run and updates its name tag. An empty name changes nothing.
  static void rename(JdbcClient sql, String id, String name) {
    if (!name.isEmpty()) {
      KeyValue tag =
          TrackingLimits.cut(new KeyValue(NewRun.NAME_TAG, name), TrackingLimits.TAG_VALUE);
      sql.sql("UPDATE run SET name = ? WHERE id = ?").params(tag.value(), id).update();
      KeyValueTable.RUN_TAGS.set(sql, id, List.of(tag));
    }
  }
}
