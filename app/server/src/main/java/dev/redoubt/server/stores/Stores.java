package dev.redoubt.server.stores;

import dev.redoubt.artifacts.Artifacts;
import dev.redoubt.artifacts.Multipart;
import dev.redoubt.artifacts.Vaults;
import dev.redoubt.artifacts.blob.BlobStore;
import dev.redoubt.gate.move.MoveGuard;
import dev.redoubt.keys.KeyProvider;
import dev.redoubt.keys.material.KeyType;
import dev.redoubt.registry.intake.Intake;
import dev.redoubt.registry.models.Aliases;
import dev.redoubt.registry.models.ModelSearch;
import dev.redoubt.registry.models.ModelVersions;
import dev.redoubt.registry.models.RegisteredModels;
import dev.redoubt.registry.models.Removals;
import dev.redoubt.registry.models.Stages;
import dev.redoubt.registry.registration.Registrations;
import dev.redoubt.registry.tracking.ExperimentSearch;
import dev.redoubt.registry.tracking.Experiments;
import dev.redoubt.registry.tracking.Inputs;
import dev.redoubt.registry.tracking.LoggedModelSearch;
import dev.redoubt.registry.tracking.LoggedModels;
import dev.redoubt.registry.tracking.MetricHistory;
import dev.redoubt.registry.tracking.RunData;
import dev.redoubt.registry.tracking.RunSearch;
import dev.redoubt.registry.tracking.Runs;
import dev.redoubt.store.Database;
import java.time.InstantSource;

/// All that a registry keeps.
public record Stores(
    Database database,
    InstantSource clock,
    Experiments experiments,
    ExperimentSearch experimentSearch,
    Runs runs,
    RunData runData,
    RunSearch runSearch,
    MetricHistory metrics,
    Inputs inputs,
    LoggedModels loggedModels,
    LoggedModelSearch loggedModelSearch,
    RegisteredModels models,
    ModelVersions versions,
    Registrations registrations,
    Intake intake,
    Vaults vaults,
    Artifacts artifacts,
    Multipart uploads,
    Stages stages,
    Aliases aliases,
    ModelSearch modelSearch)
    implements AutoCloseable {

  /// Opens what is kept.
  ///
  /// @param blobs where files are, encrypted
  /// @param keys wraps the keys that they are encrypted with; stays the caller's to close
  /// @param keyType of the keys that it makes
  /// @param guard is asked before anything moves that models are loaded by
  /// @param intake how versions are scanned
  public static Stores open(
      Database database,
      InstantSource clock,
      BlobStore blobs,
      KeyProvider keys,
      KeyType keyType,
      MoveGuard guard,
      Intake.Options intake) {
    Vaults vaults = new Vaults(database, clock, keys, keyType);
    Artifacts artifacts = new Artifacts(database, clock, blobs, vaults);
    Removals removals = Registrations.removals(artifacts);
    RegisteredModels models = new RegisteredModels(database, clock, guard, removals);
    ModelVersions versions = new ModelVersions(database, clock, guard, removals);
    return new Stores(
        database,
        clock,
        Experiments.open(database, clock),
        new ExperimentSearch(database),
        new Runs(database, clock),
        new RunData(database),
        new RunSearch(database),
        new MetricHistory(database),
        new Inputs(database),
        new LoggedModels(database, clock),
        new LoggedModelSearch(database),
        models,
        versions,
        new Registrations(database, models, versions, artifacts),
        Intake.start(database, clock, versions, artifacts, keys, intake),
        vaults,
        artifacts,
        new Multipart(database, clock, blobs, vaults, artifacts),
        new Stages(database, clock, guard),
        new Aliases(database, clock, guard),
        new ModelSearch(database));
  }

  @Override
  public void close() {
    intake.close();
    vaults.close();
    database.close();
  }
}
