package dev.redoubt.gate;

import dev.redoubt.store.Migrations;
import dev.redoubt.store.StoreTables;

/// The tables of evidence, digests and makers.
public final class GateTables {

  /// The scripts that make them, and those that they build on.
  public static final Migrations MIGRATIONS =
      StoreTables.MIGRATIONS.and(Migrations.beside(GateTables.class));

  private GateTables() {}
}
