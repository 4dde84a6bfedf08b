package dev.redoubt.artifacts;

import dev.redoubt.artifacts.blob.Stores;
import dev.redoubt.store.testing.Databases;

/// Each database with each store.
enum Backends {
  SQLITE_AND_FOLDER(Databases.SQLITE, Stores.FOLDER),
  SQLITE_AND_AZURE(Databases.SQLITE, Stores.AZURE),
  POSTGRESQL_AND_FOLDER(Databases.POSTGRESQL, Stores.FOLDER),
  POSTGRESQL_AND_AZURE(Databases.POSTGRESQL, Stores.AZURE);

  final Databases databases;
  final Stores stores;

  Backends(Databases databases, Stores stores) {
    this.databases = databases;
    this.stores = stores;
  }
}
