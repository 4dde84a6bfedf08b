package dev.redoubt.registry.registration;

import dev.redoubt.access.Caller;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.artifacts.Artifact;
import dev.redoubt.artifacts.ArtifactLocation;
import dev.redoubt.artifacts.ArtifactRoot;
import dev.redoubt.artifacts.ArtifactSnapshots;
import dev.redoubt.artifacts.ArtifactStore;
import dev.redoubt.gate.ModelDigest;
import dev.redoubt.registry.models.ModelVersion;
import dev.redoubt.registry.models.ModelVersions;
import dev.redoubt.registry.models.NewModelVersion;
import dev.redoubt.registry.models.RegisteredModels;
import dev.redoubt.registry.models.VersionDeletionListener;
import dev.redoubt.store.RegistryDatabase;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Registers versions: what a client has put somewhere is copied to a place of the version's own,
/// which nobody can change, in the transaction that makes the version.
public final class VersionRegistration {

  /// In front of the paths of our own places.
  public static final String ARTIFACTS = "mlflow-artifacts:/";

  private final RegistryDatabase database;
  private final RegisteredModels models;
  private final ModelVersions versions;
  private final ArtifactStore artifacts;

  /// Registers in a database.
  public VersionRegistration(
      RegistryDatabase database,
      RegisteredModels models,
      ModelVersions versions,
      ArtifactStore artifacts) {
    this.database = database;
    this.models = models;
    this.versions = versions;
    this.artifacts = artifacts;
  }

  /// Lets go of the files of versions that are deleted.
  public static VersionDeletionListener removals(ArtifactStore artifacts) {
    return (sql, caller, version) ->
        home(version).ifPresent(home -> artifacts.discard(sql, caller, home));
  }

  /// Where the files of a version are; empty if it was registered without any.
  public static Optional<ArtifactRoot.OfVersion> home(ModelVersion version) {
    return version.location().startsWith(ARTIFACTS)
            && ArtifactLocation.parse(version.location().substring(ARTIFACTS.length())).home()
                instanceof ArtifactRoot.OfVersion home
        ? Optional.of(home)
        : Optional.empty();
  }

  /// What a digest or a signature says of files.
  public static List<ModelDigest.File> digests(List<Artifact> files) {
    return files.stream()
        .map(each -> new ModelDigest.File(each.path().text(), each.size(), each.sha256().hex()))
        .toList();
  }

  /// Registers a version, which is pending until it has been scanned.
  ///
  /// @param wanted its location says from where its files are taken
  /// @throws RequestRefusedException if there are no files, or they are not in this registry
  /// @throws IOException if the keys of its files cannot be had
  public ModelVersion register(Caller caller, NewModelVersion wanted) throws IOException {
    long model = models.number(caller, wanted.model());
    ArtifactLocation from = location(wanted);
    from.check(database);
    try (ArtifactSnapshots freezing = artifacts.freezing(caller, from.home(), model)) {
      return versions.create(caller, wanted, new SnapshotPlacement(freezing, from.path()));
    }
  }

  private static ArtifactLocation location(NewModelVersion wanted) {
    String location = wanted.location();
    if (location == null || !location.startsWith(ARTIFACTS)) {
      throw RequestRefusedException.invalid(
          "the source `" + wanted.source() + "` is not an artifact location of this registry");
    }
    return ArtifactLocation.parse(location.substring(ARTIFACTS.length()));
  }
}
