package dev.redoubt.artifacts;

import dev.redoubt.store.SchemaMigrations;
import dev.redoubt.store.StoreTables;

/// Tables of artifacts, artifact keys, legal holds and uploads.
public final class ArtifactTables {

  /// The migration scripts of these tables and of those that they build on.
  public static final SchemaMigrations MIGRATIONS =
      StoreTables.MIGRATIONS.and(SchemaMigrations.beside(ArtifactTables.class));

  private ArtifactTables() {}
}
