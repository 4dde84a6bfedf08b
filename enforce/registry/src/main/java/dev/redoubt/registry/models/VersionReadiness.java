package dev.redoubt.registry.models;

import dev.redoubt.access.ErrorCode;
import dev.redoubt.access.RequestRefusedException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Checks that a version may become ready: it is a prompt without files, or it has a snapshot and
/// the registry has scanned these files in this project.
final class VersionReadiness {

  /// Id of the registry itself in evidence; no principal can have it.
  private static final String REGISTRY = "registry";

  private VersionReadiness() {}

  /// @throws RequestRefusedException with `INVALID_STATE` if it must not become ready
  static void checkReadiness(
      JdbcClient sql, RegisteredModelRows.Row model, ModelVersionRows.Row version) {
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
