package dev.redoubt.registry.registration;

import dev.redoubt.access.Principal;
import dev.redoubt.artifacts.Home;
import dev.redoubt.gate.Makers;
import dev.redoubt.store.Database;
import java.util.Optional;

/// Remembers who put files where models are made of, whoever the run belongs to: none of them
/// approves what came of it.
public final class Contributions {

  private final Database database;
  private final Makers makers;

  /// Contributions in a database.
  public Contributions(Database database) {
    this.database = database;
    this.makers = new Makers(database);
  }

  /// Somebody is about to put a file.
  public void puts(Principal who, Home home) {
    switch (home) {
      case Home.OfRun(String run) -> makers.worked(who, run);
      case Home.OfLoggedModel(String model) ->
          sourceRun(model).ifPresent(run -> makers.worked(who, run));
      case Home.OfVersion _ -> {
        // It is frozen.
      }
    }
  }

  private Optional<String> sourceRun(String loggedModel) {
    return database.read(
        sql ->
            sql.sql("SELECT source_run FROM logged_model WHERE id = ? AND source_run IS NOT NULL")
                .param(loggedModel)
                .query((row, _) -> row.getString(1))
                .optional());
  }
}
