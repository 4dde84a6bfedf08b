package dev.redoubt.server.artifact;

import dev.redoubt.access.AccessAttributes;
import dev.redoubt.access.Caller;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.artifacts.ArtifactLocation;
import dev.redoubt.artifacts.ArtifactPath;
import dev.redoubt.artifacts.ArtifactRoot;
import dev.redoubt.registry.models.ModelVersion;
import dev.redoubt.registry.registration.VersionRegistration;
import dev.redoubt.server.stores.RegistryStores;

/// Finds the model version that a snapshot belongs to.
record SnapshotVersionResolver(ModelVersion version, AccessAttributes label) {

  /// Resolves a snapshot.
  ///
  /// @throws dev.redoubt.access.RequestRefusedException if there is no version visible to the
  ///   caller
  static SnapshotVersionResolver find(
      RegistryStores stores, Caller caller, ArtifactRoot.OfVersion root) {
    String location =
        VersionRegistration.ARTIFACTS + new ArtifactLocation(null, root, ArtifactPath.ROOT).text();
    return stores
        .versions()
        .at(caller, location)
        .map(
            version ->
                new SnapshotVersionResolver(
                    version, stores.models().get(caller, version.model()).label()))
        .orElseThrow(
            () -> RequestRefusedException.missing("there is no artifact at `" + location + "`"));
  }

  String model() {
    return version.model();
  }

  long number() {
    return version.number();
  }
}
