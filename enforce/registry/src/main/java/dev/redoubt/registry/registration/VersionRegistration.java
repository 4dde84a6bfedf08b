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

/// Registers model versions: the client's files are copied to an immutable snapshot in the
/// transaction that creates the version.
public final class VersionRegistration {

  /// Prefix of the artifact URIs of this registry.
  public static final String ARTIFACTS = "mlflow-artifacts:/";

  private final RegistryDatabase database;
  private final RegisteredModels models;
  private final ModelVersions versions;
  private final ArtifactStore artifacts;

  /// Creates the service.
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

  /// Deletes the snapshots of deleted versions.
  public static VersionDeletionListener removals(ArtifactStore artifacts) {
    return (sql, caller, version) ->
        home(version).ifPresent(root -> artifacts.discard(sql, caller, root));
  }

  /// Returns the artifact root of a version; empty if it was registered without files.
  public static Optional<ArtifactRoot.OfVersion> home(ModelVersion version) {
    return version.location().startsWith(ARTIFACTS)
            && ArtifactLocation.parse(version.location().substring(ARTIFACTS.length())).home()
                instanceof ArtifactRoot.OfVersion root
        ? Optional.of(root)
        : Optional.empty();
  }

  /// Returns the file list that digests and signatures cover.
  public static List<ModelDigest.File> digests(List<Artifact> files) {
    return files.stream()
        .map(each -> new ModelDigest.File(each.path().text(), each.size(), each.sha256().hex()))
        .toList();
  }

  /// Registers a version, which is pending until it has been scanned.
  ///
  /// @param wanted its location names the files to copy
  /// @throws RequestRefusedException if there are no files, or they are not in this registry
  /// @throws IOException if the keys of its files are not available
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
