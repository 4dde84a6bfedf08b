package dev.redoubt.registry.registration;

import dev.redoubt.access.Principal;
import dev.redoubt.artifacts.ArtifactRoot;
import dev.redoubt.gate.VersionAuthors;
import dev.redoubt.store.RegistryDatabase;
import java.util.Optional;

/// Remembers who put files where models are made of, whoever the run belongs to: none of them
/// approves what came of it.
public final class ContributorTracking {

  private final RegistryDatabase database;
  private final VersionAuthors makers;

  /// Contributions in a database.
  public ContributorTracking(RegistryDatabase database) {
    this.database = database;
    this.makers = new VersionAuthors(database);
  }

  /// Somebody is about to put a file.
  public void puts(Principal who, ArtifactRoot home) {
    switch (home) {
      case ArtifactRoot.OfRun(String run) -> makers.worked(who, run);
      case ArtifactRoot.OfLoggedModel(String model) ->
          sourceRun(model).ifPresent(run -> makers.worked(who, run));
      case ArtifactRoot.OfVersion _ -> {
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
