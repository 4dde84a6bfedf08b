package dev.redoubt.registry;

import dev.redoubt.registry.artifact.ArtifactTables;
import dev.redoubt.registry.gate.GateTables;
import dev.redoubt.registry.store.Migrations;

/// The tables of a registry.
public final class RegistryTables {

  /// The scripts that make them, and those that they build on.
  public static final Migrations MIGRATIONS =
      ArtifactTables.MIGRATIONS
          .and(GateTables.MIGRATIONS)
          .and(Migrations.beside(RegistryTables.class));

  private RegistryTables() {}
}
