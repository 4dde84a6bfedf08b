package dev.redoubt.registry.models;

import dev.redoubt.access.ErrorCode;
import dev.redoubt.access.RequestRefusedException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Why a version may be ready: it is one of a prompt, which has no files, or its files are frozen
/// and the registry has scanned these very files in this project. Nothing else is a reason.
final class VersionReadiness {

  /// Of the registry itself, in evidence; no token is read as this.
  private static final String REGISTRY = "registry";

  private VersionReadiness() {}

  /// @throws RequestRefusedException with `INVALID_STATE` if there is no reason
  static void need(JdbcClient sql, RegisteredModelRows.Row model, ModelVersionRows.Row version) {
    if (!PromptModels.isPrompt(sql, model.id()) && !isScanned(sql, model, version)) {
      throw new RequestRefusedException(
          ErrorCode.INVALID_STATE,
          "version %d of `%s` has no scanned files and cannot become READY"
              .formatted(version.bare().number(), model.name()));
    }
  }

  private static boolean isScanned(
      JdbcClient sql, RegisteredModelRows.Row model, ModelVersionRows.Row version) {
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
