package dev.redoubt.access;

import dev.redoubt.store.InList;
import dev.redoubt.store.RegistryDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The labels of which objects exist for a caller. They are few, and are asked about once, outside
/// of the transaction: whoever decides about rights is not to hold up the database.
///
/// @param labels their identifiers
public record VisibleAttributes(List<Long> labels) {

  /// A label of the table.
  private record Row(long id, AccessAttributes label) {}

  /// Copies the list.
  public VisibleAttributes {
    labels = List.copyOf(labels);
  }

  /// Those whose registered models exist for a caller.
  public static VisibleAttributes models(Caller caller, RegistryDatabase database) {
    return of(database, caller.sees()::models);
  }

  /// Those whose experiments exist for a caller.
  public static VisibleAttributes experiments(Caller caller, RegistryDatabase database) {
    return of(database, caller.sees()::experiments);
  }

  private static VisibleAttributes of(RegistryDatabase database, Predicate<AccessAttributes> sees) {
    List<Row> rows =
        database.read(
            sql ->
                sql.sql("SELECT id, project, environment, sensitivity FROM label ORDER BY id")
                    .query((row, _) -> new Row(row.getLong("id"), label(row)))
                    .list());
    return new VisibleAttributes(
        rows.stream().filter(row -> sees.test(row.label())).map(Row::id).toList());
  }

  /// Reads a label from the columns of its parts.
  public static AccessAttributes label(ResultSet row) throws SQLException {
    return new AccessAttributes(
        row.getString("project"), row.getString("environment"), row.getString("sensitivity"));
  }

  /// A condition for a column of labels; [#labels()] are its parameters.
  public String condition(String column) {
    return column + InList.of(labels);
  }

  /// The identifier of a label, which is made if it is new.
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
