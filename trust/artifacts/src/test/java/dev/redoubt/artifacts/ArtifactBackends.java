package dev.redoubt.artifacts;

import dev.redoubt.artifacts.blob.TestBlobStores;
import dev.redoubt.store.testing.TestDatabases;

/// Every combination of a database and a blob store.
enum ArtifactBackends {
  SQLITE_AND_FOLDER(TestDatabases.SQLITE, TestBlobStores.FOLDER),
  SQLITE_AND_AZURE(TestDatabases.SQLITE, TestBlobStores.AZURE),
  POSTGRESQL_AND_FOLDER(TestDatabases.POSTGRESQL, TestBlobStores.FOLDER),
  POSTGRESQL_AND_AZURE(TestDatabases.POSTGRESQL, TestBlobStores.AZURE);

  final TestDatabases databases;
  final TestBlobStores stores;

  ArtifactBackends(TestDatabases databases, TestBlobStores stores) {
    this.databases = databases;
    this.stores = stores;
  }
}
