package dev.redoubt.registry;

import dev.redoubt.artifacts.ArtifactTables;
import dev.redoubt.gate.GateTables;
import dev.redoubt.store.Migrations;

/// The tables of a registry.
public final class RegistryTables {

  /// The scripts that make them, and those that they build on.
  public static final Migrations MIGRATIONS =
      ArtifactTables.MIGRATIONS
          .and(GateTables.MIGRATIONS)
          .and(Migrations.beside(RegistryTables.class));

  private RegistryTables() {}
}
