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

/// Makes a frozen copy with keys that are there already, so that it can be made within any
/// transaction. The copy shares the ciphertext, with data keys wrapped for the vault of the
/// registered model: it outlives the erasure of where it came from.
public final class ArtifactSnapshots implements AutoCloseable {

  private final InstantSource clock;
  private final Caller caller;
  private final ArtifactRoot from;
  private final IntermediateKey source;
  private final ArtifactKey target;
  private final IntermediateKey targetKey;

  /// Takes over both keys.
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

  /// Copies what is below a folder, as it is now.
  ///
  /// @param sql of the transaction in which the version is made
  /// @param folder becomes the top of the copy
  /// @throws RequestRefusedException if there is no file, or one that somebody changed
  public ArtifactRoot.OfVersion freeze(JdbcClient sql, ArtifactPath folder) {
    Instant now = Instant.ofEpochMilli(clock.millis());
    ArtifactRootRows.Row old =
        ArtifactRootRows.find(sql, from).orElseThrow(() -> ArtifactRootRows.missing(from));
    old.vault().refuseIfErased();
    ArtifactKey vault = ArtifactKey.get(sql, target.id());
    vault.refuseIfErased();
    List<Artifact> files = ArtifactRows.below(sql, old.id(), folder);
    if (files.isEmpty()) {
      throw RequestRefusedException.missing(
          "there are no files below `" + folder + "` in `" + from.text() + "`");
    }
    ArtifactRoot.OfVersion version =
        new ArtifactRoot.OfVersion(UUID.randomUUID().toString().replace("-", ""));
    ArtifactRootRows.Row row = ArtifactRootRows.ensure(sql, version, vault);
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
    body.with("owner", vault.owner().text()).with("files", files.size());
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
                    source.at(ArtifactPart.place(from, oldPath, part.number(), count)),
                    part.header(),
                    targetKey.at(ArtifactPart.place(version, path, part.number(), count)))));
      }
      return rewrapped;
    } catch (KeyAccessException changed) {
      throw new RequestRefusedException(
          ErrorCode.INVALID_STATE,
          "`" + oldPath + "` of `" + from.text() + "` is not authentic: " + changed.getMessage());
    }
  }

  @Override
  public void close() {
    source.close();
    targetKey.close();
  }
}
