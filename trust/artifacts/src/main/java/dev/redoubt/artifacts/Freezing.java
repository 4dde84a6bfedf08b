package dev.redoubt.artifacts;

import dev.redoubt.access.Caller;
import dev.redoubt.access.Problem;
import dev.redoubt.access.RefusedException;
import dev.redoubt.keys.envelope.EnvelopeEncryption;
import dev.redoubt.keys.envelope.IntermediateKey;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.store.outbox.EventBody;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Makes a frozen copy with keys that are there already, so that it can be made within any
/// transaction. The copy shares the ciphertext, with data keys wrapped for the vault of the
/// registered model: it outlives the erasure of where it came from.
public final class Freezing implements AutoCloseable {

  private final InstantSource clock;
  private final Caller caller;
  private final Home from;
  private final IntermediateKey source;
  private final Vault target;
  private final IntermediateKey targetKey;

  /// Takes over both keys.
  Freezing(
      InstantSource clock,
      Caller caller,
      Home from,
      IntermediateKey source,
      Vault target,
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
  /// @throws RefusedException if there is no file, or one that somebody changed
  public Home.OfVersion freeze(JdbcClient sql, ArtifactPath folder) {
    Instant now = Instant.ofEpochMilli(clock.millis());
    Homes.Row old = Homes.find(sql, from).orElseThrow(() -> Homes.missing(from));
    old.vault().refuseIfErased();
    Vault vault = Vault.get(sql, target.id());
    vault.refuseIfErased();
    List<Artifact> files = ArtifactRows.below(sql, old.id(), folder);
    if (files.isEmpty()) {
      throw RefusedException.missing(
          "there are no files below `" + folder + "` in `" + from.text() + "`");
    }
    Home.OfVersion version = new Home.OfVersion(UUID.randomUUID().toString().replace("-", ""));
    Homes.Row row = Homes.ensure(sql, version, vault);
    for (Artifact file : files) {
      List<Part> parts = ArtifactRows.parts(sql, old.id(), file.path());
      ArtifactPath path = new ArtifactPath(file.path().text().substring(folder.prefix().length()));
      ArtifactRows.insert(
          sql,
          row.id(),
          new Artifact(path, file.size(), file.sha256(), now),
          rewrapped(file.path(), parts, version, path));
    }
    EventBody body = new EventBody().with("from", from.text()).with("folder", folder.text());
    body.with("owner", vault.owner().text()).with("files", files.size());
    ArtifactEvents.add(sql, caller, now, "artifact.frozen", version.text(), body);
    return version;
  }

  private List<Part> rewrapped(
      ArtifactPath oldPath, List<Part> parts, Home.OfVersion version, ArtifactPath path) {
    int count = parts.size();
    List<Part> rewrapped = new ArrayList<>();
    try {
      for (Part part : parts) {
        rewrapped.add(
            part.with(
                EnvelopeEncryption.rewrap(
                    source.at(Part.place(from, oldPath, part.number(), count)),
                    part.header(),
                    targetKey.at(Part.place(version, path, part.number(), count)))));
      }
      return rewrapped;
    } catch (KeyAccessException changed) {
      throw new RefusedException(
          Problem.INVALID_STATE,
          "`" + oldPath + "` of `" + from.text() + "` is not authentic: " + changed.getMessage());
    }
  }

  @Override
  public void close() {
    source.close();
    targetKey.close();
  }
}
