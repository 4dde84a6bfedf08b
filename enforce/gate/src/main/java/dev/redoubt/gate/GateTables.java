package dev.redoubt.gate;

import dev.redoubt.store.SchemaMigrations;
import dev.redoubt.store.StoreTables;

/// Tables of evidence, version digests and authors.
public final class GateTables {

  /// The migration scripts of these tables and of those that they build on.
  public static final SchemaMigrations MIGRATIONS =
      StoreTables.MIGRATIONS.and(SchemaMigrations.beside(GateTables.class));

  private GateTables() {}
}
