package dev.redoubt.http.identity;

import dev.redoubt.store.SchemaMigrations;
import dev.redoubt.store.StoreTables;

/// The database migrations of the `revocation` table.
public final class IdentityTables {

  /// The migrations, including those that they depend on.
  public static final SchemaMigrations MIGRATIONS =
      StoreTables.MIGRATIONS.and(SchemaMigrations.beside(IdentityTables.class));

  private IdentityTables() {}
}
