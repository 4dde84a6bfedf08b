package dev.redoubt.store;

/// The tables that every other module builds on: labels and the outbox, and, from the time when
/// there was one module, experiments, runs and registered models.
public final class StoreTables {

  /// The scripts that make them.
  public static final SchemaMigrations MIGRATIONS = SchemaMigrations.beside(StoreTables.class);

  private StoreTables() {}
}
