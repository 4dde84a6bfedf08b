package dev.redoubt.registry.tracking;

import dev.redoubt.registry.Caller;
import dev.redoubt.registry.Label;
import dev.redoubt.registry.store.Database;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The labels whose objects exist for a caller. They are few, and are asked about once, outside of
/// the transaction: whoever decides about rights is not to hold up the database.
///
/// @param labels their ids
record Visible(List<Long> labels) {

  private record Row(long id, Label label) {}

  Visible {
    labels = List.copyOf(labels);
  }

  static Visible to(Caller caller, Database database) {
    List<Row> all =
        database.read(
            sql ->
                sql.sql("SELECT id, project, environment, sensitivity FROM label")
                    .query(
                        (row, _) ->
                            new Row(
                                row.getLong(1),
                                new Label(row.getString(2), row.getString(3), row.getString(4))))
                    .list());
    return new Visible(
        all.stream().filter(row -> caller.sees().test(row.label())).map(Row::id).toList());
  }

  /// A condition for a column of labels; [#labels()] are its parameters.
  String condition(String column) {
    return column + InList.of(labels);
  }

  /// The id of a label, which is written down if it is new.
  static long id(JdbcClient sql, Label label) {
    List<String> parts = List.of(label.project(), label.environment(), label.sensitivity());
    sql.sql(
            "INSERT INTO label (project, environment, sensitivity) VALUES (?, ?, ?)"
                + " ON CONFLICT DO NOTHING")
        .params(parts)
        .update();
    return sql.sql("SELECT id FROM label WHERE project = ? AND environment = ? AND sensitivity = ?")
        .params(parts)
        .query(Long.class)
        .single();
  }
}
