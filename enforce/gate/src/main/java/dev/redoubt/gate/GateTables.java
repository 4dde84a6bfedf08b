package dev.redoubt.gate;

import dev.redoubt.store.SchemaMigrations;
import dev.redoubt.store.StoreTables;

/// The tables of evidence, digests and makers.
public final class GateTables {

  /// The scripts that make them, and those that they build on.
  public static final SchemaMigrations MIGRATIONS =
      StoreTables.MIGRATIONS.and(SchemaMigrations.beside(GateTables.class));

  private GateTables() {}
}
