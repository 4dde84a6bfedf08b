package dev.redoubt.artifacts;

import dev.redoubt.access.Caller;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.artifacts.blob.BlobStore;
import dev.redoubt.bytes.ReadChannel;
import dev.redoubt.keys.envelope.IntermediateKey;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.store.RegistryDatabase;
import dev.redoubt.store.outbox.SecurityEventBody;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Files of runs, logged models and versions, encrypted at rest.
///
/// Who may do what is decided before. Refused with [dev.redoubt.access.ErrorCode]s are:
/// `RESOURCE_DOES_NOT_EXIST` what is not there; `INVALID_STATE` changes of what is frozen, erased,
/// held or retained; `RESOURCE_ALREADY_EXISTS` a file where a folder is, or the other way round. An
/// [IOException] is a store or a key provider that fails;
/// [dev.redoubt.keys.material.KeyAccessException.NotAuthentic] is one that somebody has changed.
public final class ArtifactStore {

  private final RegistryDatabase database;
  private final InstantSource clock;
  private final BlobStore store;
  private final ArtifactKeys vaults;
  private final EncryptedBlobWriter sealer;

  /// Artifacts whose rows are in a database, their ciphertext in a store.
  public ArtifactStore(
      RegistryDatabase database, InstantSource clock, BlobStore store, ArtifactKeys vaults) {
    this.database = database;
    this.clock = clock;
    this.store = store;
    this.vaults = vaults;
    this.sealer = new EncryptedBlobWriter(database, clock, store);
  }

  /// Puts a file, in place of the one that is there. When this returns, it survives a crash; until
  /// then, what was there before is there. Of several at a time the last one to end counts.
  public Artifact put(Caller caller, ArtifactRoot home, ArtifactPath path, InputStream content)
      throws IOException {
    ArtifactRootRows.Row row = prepare(caller, home, path);
    try (IntermediateKey key = vaults.open(caller, row.vault())) {
      EncryptedBlobWriter.Sealed sealed =
          sealer.seal(key.at(ArtifactPart.place(home, path, 1, 1)), content);
      Instant now = Instant.ofEpochMilli(clock.millis());
      Artifact artifact = new Artifact(path, sealed.size(), sealed.sha256(), now);
      database.write(
          sql -> {
            sealed.refuseIfSwept(sql);
            replace(sql, caller, home, artifact, List.of(sealed.part(1)));
            return artifact;
          });
      return artifact;
    }
  }

  /// A home that takes a file of a path, as far as can be said before it has been uploaded.
  ArtifactRootRows.Row prepare(Caller caller, ArtifactRoot home, ArtifactPath path)
      throws IOException {
    if (path.isRoot()) {
      throw RequestRefusedException.invalid("a file needs a name");
    }
    Instant now = clock.instant();
    Optional<ArtifactRootRows.Row> there =
        database.read(
            sql -> {
              Optional<ArtifactRootRows.Row> row = ArtifactRootRows.find(sql, home);
              row.ifPresent(each -> refuseIfClosed(sql, each, path, now));
              return row;
            });
    if (there.isPresent()) {
      return there.get();
    }
    ArtifactKey vault = vaults.ensure(caller, owner(home));
    vault.refuseIfErased();
    return database.write(sql -> ArtifactRootRows.ensure(sql, home, vault));
  }

  private KeyOwner owner(ArtifactRoot home) {
    return database
        .read(sql -> ArtifactRootRows.owner(sql, home))
        .orElseThrow(() -> ArtifactRootRows.missing(home));
  }

  private static void refuseIfClosed(
      JdbcClient sql, ArtifactRootRows.Row row, ArtifactPath path, Instant now) {
    row.refuseIfClosed();
    ArtifactRows.refuseIfTaken(sql, row.id(), path);
    if (ArtifactRows.find(sql, row.id(), path).isPresent()) {
      LegalHoldRows.refuseIfKept(sql, row, now);
    }
  }

  /// The rows of a file whose blobs are in the store, in place of those that are there.
  static void replace(
      JdbcClient sql,
      Caller caller,
      ArtifactRoot home,
      Artifact artifact,
      List<ArtifactPart> parts) {
    ArtifactRootRows.Row row =
        ArtifactRootRows.find(sql, home).orElseThrow(() -> ArtifactRootRows.missing(home));
    refuseIfClosed(sql, row, artifact.path(), artifact.created());
    ArtifactRows.deleteFile(sql, row.id(), artifact.path(), artifact.created());
    ArtifactRows.insert(sql, row.id(), artifact, parts);
    SecurityEventBody body = new SecurityEventBody().with("path", artifact.path().text());
    body.with("size", artifact.size()).with("sha256", artifact.sha256().hex());
    ArtifactEvents.add(sql, caller, artifact.created(), "artifact.put", home.text(), body);
  }

  /// What is in a folder itself: files and folders, by name. A folder that is not there is empty.
  public List<FolderEntry> list(ArtifactRoot home, ArtifactPath folder) {
    TreeMap<ArtifactPath, FolderEntry> children = new TreeMap<>();
    for (Artifact each : below(home, folder)) {
      String rest = each.path().text().substring(folder.prefix().length());
      int slash = rest.indexOf('/');
      ArtifactPath child = slash < 0 ? each.path() : folder.resolve(rest.substring(0, slash));
      children.putIfAbsent(
          child, slash < 0 ? new FolderEntry.File(each) : new FolderEntry.Folder(child));
    }
    return List.copyOf(children.values());
  }

  /// All files of a home, in the order of the bytes of their paths.
  public List<Artifact> all(ArtifactRoot home) {
    return below(home, ArtifactPath.ROOT);
  }

  /// The same within a transaction.
  public static List<Artifact> all(JdbcClient sql, ArtifactRoot home) {
    return below(sql, home, ArtifactPath.ROOT);
  }

  private List<Artifact> below(ArtifactRoot home, ArtifactPath folder) {
    return database.read(sql -> below(sql, home, folder));
  }

  private static List<Artifact> below(JdbcClient sql, ArtifactRoot home, ArtifactPath folder) {
    ArtifactRootRows.Row row = readable(sql, home);
    return row == null ? List.of() : ArtifactRows.below(sql, row.id(), folder);
  }

  /// The row of a home that is not erased; null if it is there and has no row yet.
  private static ArtifactRootRows.@Nullable Row readable(JdbcClient sql, ArtifactRoot home) {
    Optional<ArtifactRootRows.Row> row = ArtifactRootRows.find(sql, home);
    if (row.isEmpty() && ArtifactRootRows.owner(sql, home).isEmpty()) {
      throw ArtifactRootRows.missing(home);
    }
    row.ifPresent(there -> there.vault().refuseIfErased());
    return row.orElse(null);
  }

  /// What is known of a file.
  public Artifact get(ArtifactRoot home, ArtifactPath path) {
    return database.read(sql -> found(sql, home, path).artifact());
  }

  /// A file, and all that is needed to read it.
  private record Found(ArtifactRootRows.Row row, Artifact artifact, List<ArtifactPart> parts) {}

  private static Found found(JdbcClient sql, ArtifactRoot home, ArtifactPath path) {
    ArtifactRootRows.Row row = readable(sql, home);
    Optional<Artifact> artifact =
        row == null ? Optional.empty() : ArtifactRows.find(sql, row.id(), path);
    if (row == null || artifact.isEmpty()) {
      throw RequestRefusedException.missing(
          "there is no file `" + path + "` in `" + home.text() + "`");
    }
    return new Found(row, artifact.get(), ArtifactRows.parts(sql, row.id(), path));
  }

  /// Reads a file at any position. What was changed is refused where it is read, and what was cut
  /// before the first byte; bytes that are not authentic are never given.
  public SeekableByteChannel open(Caller caller, ArtifactRoot home, ArtifactPath path)
      throws IOException {
    Found found = database.read(sql -> found(sql, home, path));
    int count = found.parts().size();
    DecryptedArtifactBytes bytes =
        new DecryptedArtifactBytes(
            store,
            vaults.open(caller, found.row().vault()),
            found.parts(),
            number -> ArtifactPart.place(home, path, number, count));
    try {
      bytes.openFirst();
      if (bytes.size() != found.artifact().size()) {
        throw new KeyAccessException.NotAuthentic("parts of `" + path + "` are missing");
      }
      return new ReadChannel(bytes);
    } catch (IOException | RuntimeException failed) {
      bytes.close();
      throw failed;
    }
  }

  /// Deletes a file, or a folder with all that is below it; the top is all of a home.
  ///
  /// @return how many files
  public int delete(Caller caller, ArtifactRoot home, ArtifactPath path) {
    Instant now = clock.instant();
    return database.write(
        sql -> {
          ArtifactRootRows.Row row = readable(sql, home);
          if (row != null) {
            row.refuseIfClosed();
            LegalHoldRows.refuseIfKept(sql, row, now);
          }
          int count = row == null ? 0 : ArtifactRows.delete(sql, row.id(), path, now);
          if (count == 0) {
            throw RequestRefusedException.missing(
                "there is no `" + path + "` in `" + home.text() + "`");
          }
          return deleted(sql, caller, home, path, count, now);
        });
  }

  private static int deleted(
      JdbcClient sql, Caller caller, ArtifactRoot home, ArtifactPath path, int count, Instant now) {
    SecurityEventBody body = new SecurityEventBody().with("path", path.text()).with("files", count);
    ArtifactEvents.add(sql, caller, now, "artifact.deleted", home.text(), body);
    return count;
  }

  /// Prepares a frozen copy for a version of a registered model: gets the keys that are needed, so
  /// that the copy itself can be made in the transaction in which the version is.
  ///
  /// @param from a run, a logged model, or another version
  public ArtifactSnapshots freezing(Caller caller, ArtifactRoot from, long registeredModel)
      throws IOException {
    ArtifactKey source =
        database.read(
            sql -> {
              ArtifactRootRows.Row row = readable(sql, from);
              if (row == null) {
                throw RequestRefusedException.missing(
                    "there are no files in `" + from.text() + "`");
              }
              return row.vault();
            });
    ArtifactKey target = vaults.ensure(caller, new KeyOwner.OfRegisteredModel(registeredModel));
    IntermediateKey sourceKey = vaults.open(caller, source);
    try {
      return new ArtifactSnapshots(
          clock, caller, from, sourceKey, target, vaults.open(caller, target));
    } catch (IOException | RuntimeException failed) {
      sourceKey.close();
      throw failed;
    }
  }

  /// Deletes a frozen copy as a whole, with the version that it belonged to.
  ///
  /// @param sql of the transaction in which the version is deleted
  public void discard(JdbcClient sql, Caller caller, ArtifactRoot.OfVersion version) {
    Instant now = clock.instant();
    ArtifactRootRows.Row row =
        ArtifactRootRows.find(sql, version).orElseThrow(() -> ArtifactRootRows.missing(version));
    LegalHoldRows.refuseIfKept(sql, row, now);
    int count = ArtifactRows.delete(sql, row.id(), ArtifactPath.ROOT, now);
    deleted(sql, caller, version, ArtifactPath.ROOT, count, now);
  }
}
