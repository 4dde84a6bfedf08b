package dev.redoubt.registry.models;

import java.util.Collections;
import java.util.List;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Statements over many identifiers.
final class Ids {

  /// Databases have bounds for the parameters of one statement.
  private static final int AT_ONCE = 500;

  private static final String LIST = "(ids)";

  private Ids() {}

  /// Runs a statement, several times if there are many.
  ///
  /// @param statement has `(ids)` where the list belongs
  static void query(JdbcClient sql, String statement, List<Long> ids, RowCallbackHandler each) {
    for (int from = 0; from < ids.size(); from += AT_ONCE) {
      List<Long> part = ids.subList(from, Math.min(ids.size(), from + AT_ONCE));
      sql.sql(statement.replace(LIST, list(part.size()))).params(part).query(each);
    }
  }

  /// `(?, ?)`.
  static String list(int count) {
    return "(" + String.join(", ", Collections.nCopies(count, "?")) + ")";
  }
}
