package dev.redoubt.server;

import dev.redoubt.http.identity.IdentityMigrations;
import dev.redoubt.registry.RegistryMigrations;
import dev.redoubt.store.SchemaMigrations;

/// The database migrations of a server.
public final class ServerMigrations {

  /// The migrations of all modules.
  public static final SchemaMigrations MIGRATIONS =
      RegistryMigrations.MIGRATIONS.and(IdentityMigrations.MIGRATIONS);

  private ServerMigrations() {}
}
