package dev.redoubt.registry;

import dev.redoubt.artifacts.ArtifactTables;
import dev.redoubt.gate.GateTables;
import dev.redoubt.store.SchemaMigrations;

/// Tables of the model registry and experiment tracking.
public final class RegistryTables {

  /// The migration scripts of these tables and of those that they build on.
  public static final SchemaMigrations MIGRATIONS =
      ArtifactTables.MIGRATIONS
          .and(GateTables.MIGRATIONS)
          .and(SchemaMigrations.beside(RegistryTables.class));

  private RegistryTables() {}
}
