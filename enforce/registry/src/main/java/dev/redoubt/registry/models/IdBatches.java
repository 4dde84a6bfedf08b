package dev.redoubt.registry.models;

import dev.redoubt.store.InList;
import java.util.List;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Runs SQL statements over long lists of ids in batches.
final class IdBatches {

  private static final String LIST = " IN (ids)";

  private IdBatches() {}

  /// Runs a statement, once for each batch.
  ///
  /// @param statement contains ` IN (ids)` in place of the list
  static void query(JdbcClient sql, String statement, List<Long> ids, RowCallbackHandler each) {
    for (List<Long> part : InList.chunks(ids)) {
      sql.sql(statement.replace(LIST, InList.of(part))).params(part).query(each);
    }
  }
}
