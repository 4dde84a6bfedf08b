package dev.redoubt.artifacts;

import dev.redoubt.store.SchemaMigrations;
import dev.redoubt.store.StoreTables;

/// The tables of artifacts, their vaults and holds.
public final class ArtifactTables {

  /// The scripts that make them, and those that they build on.
  public static final SchemaMigrations MIGRATIONS =
      StoreTables.MIGRATIONS.and(SchemaMigrations.beside(ArtifactTables.class));

  private ArtifactTables() {}
}
