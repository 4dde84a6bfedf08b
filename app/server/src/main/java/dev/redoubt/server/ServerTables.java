package dev.redoubt.server;

import dev.redoubt.http.identity.IdentityTables;
import dev.redoubt.registry.RegistryTables;
import dev.redoubt.store.SchemaMigrations;

/// The database migrations of a server.
public final class ServerTables {

  /// The migrations of all modules.
  public static final SchemaMigrations MIGRATIONS =
      RegistryTables.MIGRATIONS.and(IdentityTables.MIGRATIONS);

  private ServerTables() {}
}
