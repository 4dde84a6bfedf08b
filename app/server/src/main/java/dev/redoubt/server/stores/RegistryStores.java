package dev.redoubt.server.stores;

import dev.redoubt.artifacts.ArtifactKeys;
import dev.redoubt.artifacts.ArtifactStore;
import dev.redoubt.artifacts.MultipartUploads;
import dev.redoubt.artifacts.blob.BlobStore;
import dev.redoubt.gate.transition.TransitionGuard;
import dev.redoubt.keys.KeyProvider;
import dev.redoubt.keys.material.KeyType;
import dev.redoubt.registry.intake.IntakeWorker;
import dev.redoubt.registry.models.ModelAliases;
import dev.redoubt.registry.models.ModelSearch;
import dev.redoubt.registry.models.ModelStages;
import dev.redoubt.registry.models.ModelVersions;
import dev.redoubt.registry.models.RegisteredModels;
import dev.redoubt.registry.models.VersionDeletionListener;
import dev.redoubt.registry.registration.VersionRegistration;
import dev.redoubt.registry.tracking.ExperimentSearch;
import dev.redoubt.registry.tracking.Experiments;
import dev.redoubt.registry.tracking.LoggedModelSearch;
import dev.redoubt.registry.tracking.LoggedModels;
import dev.redoubt.registry.tracking.MetricHistory;
import dev.redoubt.registry.tracking.RunData;
import dev.redoubt.registry.tracking.RunInputs;
import dev.redoubt.registry.tracking.RunSearch;
import dev.redoubt.registry.tracking.Runs;
import dev.redoubt.store.RegistryDatabase;
import java.time.InstantSource;

/// The stores of a registry: experiments, runs, models, versions, artifacts and their services.
public record RegistryStores(
    RegistryDatabase database,
    InstantSource clock,
    Experiments experiments,
    ExperimentSearch experimentSearch,
    Runs runs,
    RunData runData,
    RunSearch runSearch,
    MetricHistory metrics,
    RunInputs inputs,
    LoggedModels loggedModels,
    LoggedModelSearch loggedModelSearch,
    RegisteredModels models,
    ModelVersions versions,
    VersionRegistration registrations,
    IntakeWorker intake,
    ArtifactKeys artifactKeys,
    ArtifactStore artifacts,
    MultipartUploads uploads,
    ModelStages stages,
    ModelAliases aliases,
    ModelSearch modelSearch)
    implements AutoCloseable {

  /// Opens the stores.
  ///
  /// @param blobs store of the encrypted artifacts
  /// @param keys wraps the data keys; closed by the caller
  /// @param keyType type of the keys that it creates
  /// @param guard checks each transition of a stage or an alias
  /// @param intake how versions are scanned
  public static RegistryStores open(
      RegistryDatabase database,
      InstantSource clock,
      BlobStore blobs,
      KeyProvider keys,
      KeyType keyType,
      TransitionGuard guard,
      IntakeWorker.Options intake) {
    ArtifactKeys vaults = new ArtifactKeys(database, clock, keys, keyType);
    ArtifactStore artifacts = new ArtifactStore(database, clock, blobs, vaults);
    VersionDeletionListener removals = VersionRegistration.removals(artifacts);
    RegisteredModels models = new RegisteredModels(database, clock, guard, removals);
    ModelVersions versions = new ModelVersions(database, clock, guard, removals);
    return new RegistryStores(
        database,
        clock,
        Experiments.open(database, clock),
        new ExperimentSearch(database),
        new Runs(database, clock),
        new RunData(database),
        new RunSearch(database),
        new MetricHistory(database),
        new RunInputs(database),
        new LoggedModels(database, clock),
        new LoggedModelSearch(database),
        models,
        versions,
        new VersionRegistration(database, models, versions, artifacts),
        IntakeWorker.start(database, clock, versions, artifacts, keys, intake),
        vaults,
        artifacts,
        new MultipartUploads(database, clock, blobs, vaults, artifacts),
        new ModelStages(database, clock, guard),
        new ModelAliases(database, clock, guard),
        new ModelSearch(database));
  }

  @Override
  public void close() {
    intake.close();
    artifactKeys.close();
    database.close();
  }
}
