package dev.redoubt.artifacts;

import dev.redoubt.store.SchemaMigrations;
import dev.redoubt.store.StoreMigrations;

/// Tables of artifacts, artifact keys, legal holds and uploads.
public final class ArtifactMigrations {

  /// The migration scripts of these tables and of those that they build on.
  public static final SchemaMigrations MIGRATIONS =
      StoreMigrations.MIGRATIONS.and(SchemaMigrations.beside(ArtifactMigrations.class));

  private ArtifactMigrations() {}
}
