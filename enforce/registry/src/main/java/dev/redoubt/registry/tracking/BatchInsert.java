package dev.redoubt.registry.tracking;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Writes many rows with few statements: there is one thread that writes, and each statement is a
/// call into native code or over the network.
final class BatchInsert {

  private static final int AT_ONCE = 100;

  private BatchInsert() {}

  /// Inserts rows.
  ///
  /// @param into a table and its columns: `run_tag (run, key, value)`
  /// @param conflict what follows the values
  /// @param rows each with as many values as there are columns. If `conflict` updates, no two may
  ///   be in conflict with each other.
  static void insert(JdbcClient sql, String into, String conflict, List<List<Object>> rows) {
    for (int i = 0; i < rows.size(); i += AT_ONCE) {
      List<List<Object>> part = rows.subList(i, Math.min(rows.size(), i + AT_ONCE));
      String row = "(" + String.join(", ", Collections.nCopies(part.getFirst().size(), "?")) + ")";
      List<Object> values = new ArrayList<>();
      part.forEach(values::addAll);
      sql.sql(
              "INSERT INTO "
                  + into
                  + " VALUES "
                  + String.join(", ", Collections.nCopies(part.size(), row))
                  + " "
                  + conflict)
          .params(values)
          .update();
    }
  }
}
