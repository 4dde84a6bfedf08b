package dev.redoubt.server;

import dev.redoubt.http.identity.IdentityTables;
import dev.redoubt.registry.RegistryTables;
import dev.redoubt.store.Migrations;

/// The tables of a server.
public final class ServerTables {

  /// The scripts that make them.
  public static final Migrations MIGRATIONS =
      RegistryTables.MIGRATIONS.and(IdentityTables.MIGRATIONS);

  private ServerTables() {}
}
