package dev.redoubt.registry.tracking;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Inserts many rows with few statements: all writes share one thread, and each statement is a
/// native call or a network round trip.
final class BatchInsert {

  private static final int AT_ONCE = 100;

  private BatchInsert() {}

  /// Inserts the rows.
  ///
  /// @param into table and columns: `run_tag (run, key, value)`
  /// @param conflict SQL after the values
  /// @param rows each with one value per column. If `conflict` updates, no two rows may conflict
  ///   with each other.
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
