package dev.redoubt.artifacts;

import dev.redoubt.store.Migrations;
import dev.redoubt.store.StoreTables;

/// The tables of artifacts, their vaults and holds.
public final class ArtifactTables {

  /// The scripts that make them, and those that they build on.
  public static final Migrations MIGRATIONS =
      StoreTables.MIGRATIONS.and(Migrations.beside(ArtifactTables.class));

  private ArtifactTables() {}
}
