package dev.redoubt.registry.models;

import dev.redoubt.registry.Caller;
import dev.redoubt.registry.Label;
import dev.redoubt.registry.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The labels whose models exist for a caller. They are few, and are asked about once, outside of
/// the transaction: whoever decides about rights is not to hold up the database.
///
/// @param labels their identifiers
record Visible(List<Long> labels) {

  /// A label of the table.
  private record Row(long id, Label label) {}

  Visible {
    labels = List.copyOf(labels);
  }

  static Visible to(Caller caller, Database database) {
    List<Row> rows =
        database.read(
            sql ->
                sql.sql("SELECT id, project, environment, sensitivity FROM label ORDER BY id")
                    .query((row, _) -> new Row(row.getLong("id"), label(row)))
                    .list());
    return new Visible(
        rows.stream().filter(row -> caller.sees().test(row.label())).map(Row::id).toList());
  }

  /// Reads a label from the columns of its parts.
  static Label label(ResultSet row) throws SQLException {
    return new Label(
        row.getString("project"), row.getString("environment"), row.getString("sensitivity"));
  }

  /// A condition for a column of labels; [#labels()] are its parameters.
  String condition(String column) {
    return labels.isEmpty() ? "1 = 0" : column + " IN " + Ids.list(labels.size());
  }

  /// The identifier of a label, which is made if it is new.
  static long id(JdbcClient sql, Label label) {
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
