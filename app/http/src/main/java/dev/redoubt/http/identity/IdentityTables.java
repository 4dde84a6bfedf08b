package dev.redoubt.http.identity;

import dev.redoubt.store.SchemaMigrations;
import dev.redoubt.store.StoreTables;

/// The table of principals whose tokens do not count any more.
public final class IdentityTables {

  /// The scripts that make it, and those that they build on.
  public static final SchemaMigrations MIGRATIONS =
      StoreTables.MIGRATIONS.and(SchemaMigrations.beside(IdentityTables.class));

  private IdentityTables() {}
}
