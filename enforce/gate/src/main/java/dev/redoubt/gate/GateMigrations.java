package dev.redoubt.gate;

import dev.redoubt.store.SchemaMigrations;
import dev.redoubt.store.StoreMigrations;

/// Tables of evidence, version digests and authors.
public final class GateMigrations {

  /// The migration scripts of these tables and of those that they build on.
  public static final SchemaMigrations MIGRATIONS =
      StoreMigrations.MIGRATIONS.and(SchemaMigrations.beside(GateMigrations.class));

  private GateMigrations() {}
}
