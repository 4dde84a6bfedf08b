package dev.redoubt.store;

/// Tables that every other module builds on: labels and the outbox and, for historical reasons,
/// experiments, runs and registered models.
public final class StoreTables {

  /// The migration scripts of these tables.
  public static final SchemaMigrations MIGRATIONS = SchemaMigrations.beside(StoreTables.class);

  private StoreTables() {}
}
