package dev.redoubt.registry.registration;

import dev.redoubt.artifacts.Artifact;
import dev.redoubt.artifacts.ArtifactLocation;
import dev.redoubt.artifacts.ArtifactPath;
import dev.redoubt.artifacts.ArtifactSnapshots;
import dev.redoubt.artifacts.ArtifactStore;
import dev.redoubt.gate.ModelDigest;
import dev.redoubt.gate.VersionAuthors;
import dev.redoubt.gate.VersionDigests;
import dev.redoubt.registry.models.ArtifactPlacement;
import dev.redoubt.registry.models.ModelVersion;
import dev.redoubt.registry.models.ModelVersions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Makes the snapshot of a new version, and records its digest and authors, all in the transaction
/// that creates the version.
final class SnapshotPlacement implements ArtifactPlacement {

  private final ArtifactSnapshots freezing;
  private final ArtifactPath folder;

  SnapshotPlacement(ArtifactSnapshots freezing, ArtifactPath folder) {
    this.freezing = freezing;
    this.folder = folder;
  }

  @Override
  public String place(JdbcClient sql) {
    return VersionRegistration.ARTIFACTS
        + new ArtifactLocation(null, freezing.freeze(sql, folder), ArtifactPath.ROOT).text();
  }

  @Override
  public void placed(JdbcClient sql, ModelVersion version) {
    ModelVersions.progress(sql, version, "waiting for the scan of its files");
    VersionAuthors.registered(sql, version.authorId(), version.model(), version.number());
    owners(sql, version).forEach((run, owner) -> VersionAuthors.worked(sql, owner, run));
    List<Artifact> files =
        VersionRegistration.home(version)
            .map(root -> ArtifactStore.all(sql, root))
            .orElse(List.of());
    VersionDigests.freeze(
        sql, version.model(), version.number(), ModelDigest.of(VersionRegistration.digests(files)));
  }

  /// Returns the creators of its run and of the run of its logged model.
  private static Map<String, String> owners(JdbcClient sql, ModelVersion version) {
    Map<String, String> owners = new HashMap<>();
    sql.sql(
            """
            SELECT id, owner FROM run
            WHERE id = ? OR id = (SELECT source_run FROM logged_model WHERE id = ?)
            """)
        .params(String.valueOf(version.run()), String.valueOf(version.loggedModel()))
        .query((row, _) -> owners.put(row.getString("id"), row.getString("owner")))
        .list();
    return owners;
  }
}
