package dev.redoubt.registry.models;

import dev.redoubt.access.Problem;
import dev.redoubt.access.RefusedException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Why a version may be ready: it is one of a prompt, which has no files, or its files are frozen
/// and the registry has scanned these very files in this project. Nothing else is a reason.
final class Readiness {

  /// Of the registry itself, in evidence; no token is read as this.
  private static final String REGISTRY = "registry";

  private Readiness() {}

  /// @throws RefusedException with `INVALID_STATE` if there is no reason
  static void need(JdbcClient sql, ModelRows.Row model, VersionRows.Row version) {
    if (!Prompts.isPrompt(sql, model.id()) && !isScanned(sql, model, version)) {
      throw new RefusedException(
          Problem.INVALID_STATE,
          "version %d of `%s` has no files that were scanned, and cannot be ready"
              .formatted(version.bare().number(), model.name()));
    }
  }

  private static boolean isScanned(JdbcClient sql, ModelRows.Row model, VersionRows.Row version) {
    return sql.sql(
                """
                SELECT COUNT(*) FROM version_digest d
                JOIN evidence e ON e.root = d.root AND e.layout = d.layout
                WHERE d.version = ? AND e.project = ? AND e.kind = 'scan' AND e.principal = ?
                """)
            .params(version.id(), model.label().project(), REGISTRY)
            .query(Long.class)
            .single()
        > 0;
  }
}
