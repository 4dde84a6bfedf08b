package dev.redoubt.http.identity;

import dev.redoubt.store.SchemaMigrations;
import dev.redoubt.store.StoreMigrations;

/// The database migrations of the `revocation` table.
public final class IdentityMigrations {

  /// The migrations, including those that they depend on.
  public static final SchemaMigrations MIGRATIONS =
      StoreMigrations.MIGRATIONS.and(SchemaMigrations.beside(IdentityMigrations.class));

  private IdentityMigrations() {}
}
