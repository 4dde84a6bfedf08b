package dev.redoubt.access;

import dev.redoubt.store.RegistryDatabase;
import dev.redoubt.store.SqlInClause;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Database ids of the access attributes whose objects are visible to a caller. There are few of
/// them, and they are determined once, outside of the transaction: authorization must not block the
/// database.
///
/// @param labels ids of rows of the table `label`
public record VisibleAttributeIds(List<Long> labels) {

  /// A row of the table `label`.
  private record Row(long id, AccessAttributes label) {}

  /// Copies the list.
  public VisibleAttributeIds {
    labels = List.copyOf(labels);
  }

  /// Returns the attributes with which registered models are visible to a caller.
  public static VisibleAttributeIds models(Caller caller, RegistryDatabase database) {
    return of(database, caller.visibility()::models);
  }

  /// Returns the attributes with which experiments are visible to a caller.
  public static VisibleAttributeIds experiments(Caller caller, RegistryDatabase database) {
    return of(database, caller.visibility()::experiments);
  }

  private static VisibleAttributeIds of(
      RegistryDatabase database, Predicate<AccessAttributes> sees) {
    List<Row> rows =
        database.read(
            sql ->
                sql.sql("SELECT id, project, environment, sensitivity FROM label ORDER BY id")
                    .query((row, _) -> new Row(row.getLong("id"), label(row)))
                    .list());
    return new VisibleAttributeIds(
        rows.stream().filter(row -> sees.test(row.label())).map(Row::id).toList());
  }

  /// Reads access attributes from their columns.
  public static AccessAttributes label(ResultSet row) throws SQLException {
    return new AccessAttributes(
        row.getString("project"), row.getString("environment"), row.getString("sensitivity"));
  }

  /// Returns an SQL condition on a column of attribute ids; [#labels()] are its parameters.
  public String condition(String column) {
    return column + SqlInClause.of(labels);
  }

  /// Returns the id of access attributes; inserts them if they are new.
  public static long id(JdbcClient sql, AccessAttributes label) {
    sql.sql(
            """
            INSERT INTO label (project, environment, sensitivity) VALUES (?, ?, ?)
            ON CONFLICT (project, environment, sensitivity) DO NOTHING
            """)
        .params(label.project(), label.environment(), label.sensitivity())
        .update();
    return sql.sql("SELECT id FROM label WHERE project = ? AND environment = ? AND sensitivity = ?")
        .params(label.project(), label.environment(), label.sensitivity())
        .query(Long.class)
        .single();
  }
}
