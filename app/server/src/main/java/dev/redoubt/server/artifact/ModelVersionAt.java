package dev.redoubt.server.artifact;

import dev.redoubt.access.Caller;
import dev.redoubt.access.Label;
import dev.redoubt.access.RefusedException;
import dev.redoubt.artifacts.ArtifactPath;
import dev.redoubt.artifacts.Home;
import dev.redoubt.artifacts.Location;
import dev.redoubt.registry.models.ModelVersion;
import dev.redoubt.registry.registration.Registrations;
import dev.redoubt.server.stores.Stores;

/// The version that a frozen copy belongs to.
record ModelVersionAt(ModelVersion version, Label label) {

  /// Finds it.
  ///
  /// @throws dev.redoubt.access.RefusedException if there is none for the caller
  static ModelVersionAt find(Stores stores, Caller caller, Home.OfVersion home) {
    String location = Registrations.ARTIFACTS + new Location(null, home, ArtifactPath.ROOT).text();
    return stores
        .versions()
        .at(caller, location)
        .map(
            version ->
                new ModelVersionAt(version, stores.models().get(caller, version.model()).label()))
        .orElseThrow(() -> RefusedException.missing("there is nothing at `" + location + "`"));
  }

  String model() {
    return version.model();
  }

  long number() {
    return version.number();
  }
}
