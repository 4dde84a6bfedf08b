package dev.redoubt.artifacts;

import dev.redoubt.artifacts.blob.BlobId;
import dev.redoubt.store.InList;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Reads and writes the index of blobs in the database. The row of a blob is inserted before the
/// blob is written.
final class BlobRows {

  private static final String UNUSED =
      " AND NOT EXISTS (SELECT 1 FROM artifact_part p WHERE p.blob = blob.id)"
          + " AND NOT EXISTS (SELECT 1 FROM upload_part u WHERE u.blob = blob.id)";

  private BlobRows() {}

  static int begin(JdbcClient sql, BlobId id, Instant now) {
    return sql.sql("INSERT INTO blob (id, touched) VALUES (?, ?)")
        .params(id.text(), now.toEpochMilli())
        .update();
  }

  /// Records that the blobs lost a reference.
  static void dereference(JdbcClient sql, List<BlobId> ids, Instant now) {
    for (List<BlobId> some : InList.chunks(ids)) {
      sql.sql("UPDATE blob SET touched = ? WHERE id" + InList.of(some))
          .param(now.toEpochMilli())
          .params(some.stream().map(BlobId::text).toList())
          .update();
    }
  }

  /// Whether a blob can still be referenced: it was not garbage collected while it was written.
  static boolean exists(JdbcClient sql, BlobId id) {
    return sql.sql("SELECT COUNT(*) FROM blob WHERE id = ?")
            .param(id.text())
            .query(Integer.class)
            .single()
        == 1;
  }

  /// Removes the rows of some unreferenced blobs that were not touched since a time: from now on
  /// nothing can reference them.
  static List<BlobId> deleteUnused(JdbcClient sql, Instant before, int limit) {
    List<BlobId> unused =
        sql.sql("SELECT id FROM blob WHERE touched < ?" + UNUSED + " ORDER BY touched LIMIT ?")
            .params(before.toEpochMilli(), limit)
            .query((row, _) -> new BlobId(row.getString(1)))
            .list();
    for (List<BlobId> some : InList.chunks(unused)) {
      sql.sql("DELETE FROM blob WHERE id" + InList.of(some))
          .params(some.stream().map(BlobId::text).toList())
          .update();
    }
    return unused;
  }

  /// Returns those of the given blobs that the database does not know.
  static List<BlobId> unknown(JdbcClient sql, List<BlobId> ids) {
    Set<BlobId> unknown = new LinkedHashSet<>(ids);
    for (List<BlobId> some : InList.chunks(ids)) {
      sql.sql("SELECT id FROM blob WHERE id" + InList.of(some))
          .params(some.stream().map(BlobId::text).toList())
          .query((row, _) -> new BlobId(row.getString(1)))
          .list()
          .forEach(unknown::remove);
    }
    return List.copyOf(unknown);
  }
}
