package dev.redoubt.registry;

import dev.redoubt.artifacts.ArtifactTables;
import dev.redoubt.gate.GateTables;
import dev.redoubt.store.SchemaMigrations;

/// The tables of a registry.
public final class RegistryTables {

  /// The scripts that make them, and those that they build on.
  public static final SchemaMigrations MIGRATIONS =
      ArtifactTables.MIGRATIONS
          .and(GateTables.MIGRATIONS)
          .and(SchemaMigrations.beside(RegistryTables.class));

  private RegistryTables() {}
}
