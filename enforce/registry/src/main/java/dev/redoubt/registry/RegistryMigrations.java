package dev.redoubt.registry;

import dev.redoubt.artifacts.ArtifactMigrations;
import dev.redoubt.gate.GateMigrations;
import dev.redoubt.store.SchemaMigrations;

/// Tables of the model registry and experiment tracking.
public final class RegistryMigrations {

  /// The migration scripts of these tables and of those that they build on.
  public static final SchemaMigrations MIGRATIONS =
      ArtifactMigrations.MIGRATIONS
          .and(GateMigrations.MIGRATIONS)
          .and(SchemaMigrations.beside(RegistryMigrations.class));

  private RegistryMigrations() {}
}
