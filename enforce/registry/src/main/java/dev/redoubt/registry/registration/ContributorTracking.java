package dev.redoubt.registry.registration;

import dev.redoubt.access.Principal;
import dev.redoubt.artifacts.ArtifactRoot;
import dev.redoubt.gate.VersionAuthors;
import dev.redoubt.store.RegistryDatabase;
import java.util.Optional;

/// Records who uploads files to runs and logged models, whoever they belong to: contributors cannot
/// approve a version made from these files.
public final class ContributorTracking {

  private final RegistryDatabase database;
  private final VersionAuthors makers;

  /// Creates the service.
  public ContributorTracking(RegistryDatabase database) {
    this.database = database;
    this.makers = new VersionAuthors(database);
  }

  /// Records a contributor before a file is uploaded.
  public void puts(Principal who, ArtifactRoot root) {
    switch (root) {
      case ArtifactRoot.OfRun(String run) -> makers.worked(who, run);
      case ArtifactRoot.OfLoggedModel(String model) ->
          sourceRun(model).ifPresent(run -> makers.worked(who, run));
      case ArtifactRoot.OfVersion _ -> {
        // Snapshots are immutable.
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
