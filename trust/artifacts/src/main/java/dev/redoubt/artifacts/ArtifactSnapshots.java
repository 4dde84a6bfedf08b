package dev.redoubt.artifacts;

import dev.redoubt.access.Caller;
import dev.redoubt.access.ErrorCode;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.keys.envelope.EnvelopeEncryption;
import dev.redoubt.keys.envelope.IntermediateKey;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.store.outbox.SecurityEventBody;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Creates the snapshot of a model version with keys that are already unwrapped, so that it can be
/// created within any transaction. The snapshot shares the ciphertext, with data keys rewrapped for
/// the artifact key of the registered model: it survives the erasure of its source.
public final class ArtifactSnapshots implements AutoCloseable {

  private final InstantSource clock;
  private final Caller caller;
  private final ArtifactRoot from;
  private final IntermediateKey source;
  private final ArtifactKey target;
  private final IntermediateKey targetKey;

  /// Takes ownership of both keys.
  ArtifactSnapshots(
      InstantSource clock,
      Caller caller,
      ArtifactRoot from,
      IntermediateKey source,
      ArtifactKey target,
      IntermediateKey targetKey) {
    this.clock = clock;
    this.caller = caller;
    this.from = from;
    this.source = source;
    this.target = target;
    this.targetKey = targetKey;
  }

  /// Copies the files below a folder in their current state.
  ///
  /// @param sql client of the transaction that creates the version
  /// @param folder becomes the root of the snapshot
  /// @throws RequestRefusedException if there is no file, or one that was tampered with
  public ArtifactRoot.OfVersion freeze(JdbcClient sql, ArtifactPath folder) {
    Instant now = Instant.ofEpochMilli(clock.millis());
    ArtifactRootRows.Row old =
        ArtifactRootRows.find(sql, from).orElseThrow(() -> ArtifactRootRows.missing(from));
    old.artifactKey().refuseIfErased();
    ArtifactKey artifactKey = ArtifactKey.get(sql, target.id());
    artifactKey.refuseIfErased();
    List<Artifact> files = ArtifactRows.below(sql, old.id(), folder);
    if (files.isEmpty()) {
      throw RequestRefusedException.missing(
          "no files in folder `" + folder + "` in `" + from.text() + "`");
    }
    ArtifactRoot.OfVersion version =
        new ArtifactRoot.OfVersion(UUID.randomUUID().toString().replace("-", ""));
    ArtifactRootRows.Row row = ArtifactRootRows.ensure(sql, version, artifactKey);
    for (Artifact file : files) {
      List<ArtifactPart> parts = ArtifactRows.parts(sql, old.id(), file.path());
      ArtifactPath path = new ArtifactPath(file.path().text().substring(folder.prefix().length()));
      ArtifactRows.insert(
          sql,
          row.id(),
          new Artifact(path, file.size(), file.sha256(), now),
          rewrapped(file.path(), parts, version, path));
    }
    SecurityEventBody body =
        new SecurityEventBody().with("from", from.text()).with("folder", folder.text());
    body.with("owner", artifactKey.owner().text()).with("files", files.size());
    ArtifactEvents.add(sql, caller, now, "artifact.frozen", version.text(), body);
    return version;
  }

  private List<ArtifactPart> rewrapped(
      ArtifactPath oldPath,
      List<ArtifactPart> parts,
      ArtifactRoot.OfVersion version,
      ArtifactPath path) {
    int count = parts.size();
    List<ArtifactPart> rewrapped = new ArrayList<>();
    try {
      for (ArtifactPart part : parts) {
        rewrapped.add(
            part.with(
                EnvelopeEncryption.rewrap(
                    source.at(ArtifactPart.keyContext(from, oldPath, part.number(), count)),
                    part.header(),
                    targetKey.at(ArtifactPart.keyContext(version, path, part.number(), count)))));
      }
      return rewrapped;
    } catch (KeyAccessException changed) {
      throw new RequestRefusedException(
          ErrorCode.INVALID_STATE,
          "`"
              + oldPath
              + "` of `"
              + from.text()
              + "` failed its integrity check: "
              + changed.getMessage());
    }
  }

  @Override
  public void close() {
    source.close();
    targetKey.close();
  }
}
