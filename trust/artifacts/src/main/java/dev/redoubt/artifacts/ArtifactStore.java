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

/// Stores the files of runs, logged models and model versions, encrypted at rest.
///
/// The caller has already authorized the request. Refusals use [dev.redoubt.access.ErrorCode]s:
/// `RESOURCE_DOES_NOT_EXIST` for missing files; `INVALID_STATE` for changes of files that are
/// immutable, erased, under legal hold or retained; `RESOURCE_ALREADY_EXISTS` for a file in place
/// of a folder or a folder in place of a file. An [IOException] is a failure of the blob store or
/// the key provider; [dev.redoubt.keys.material.KeyAccessException.NotAuthentic] means that stored
/// data was tampered with.
public final class ArtifactStore {

  private final RegistryDatabase database;
  private final InstantSource clock;
  private final BlobStore store;
  private final ArtifactKeys artifactKeys;
  private final EncryptedBlobWriter blobWriter;

  /// Creates a store with metadata in a database and ciphertext in a blob store.
  public ArtifactStore(
      RegistryDatabase database, InstantSource clock, BlobStore store, ArtifactKeys artifactKeys) {
    this.database = database;
    this.clock = clock;
    this.store = store;
    this.artifactKeys = artifactKeys;
    this.blobWriter = new EncryptedBlobWriter(database, clock, store);
  }

  /// Uploads a file and replaces an existing one. When this returns, the file is durable; until
  /// then the old one remains. Of several concurrent uploads, the last one to finish wins.
  public Artifact put(Caller caller, ArtifactRoot root, ArtifactPath path, InputStream content)
      throws IOException {
    ArtifactRootRows.Row row = prepare(caller, root, path);
    try (IntermediateKey key = artifactKeys.open(caller, row.artifactKey())) {
      EncryptedBlobWriter.Sealed sealed =
          blobWriter.seal(key.at(ArtifactPart.keyContext(root, path, 1, 1)), content);
      Instant now = Instant.ofEpochMilli(clock.millis());
      Artifact artifact = new Artifact(path, sealed.size(), sealed.sha256(), now);
      database.write(
          sql -> {
            sealed.refuseIfCollected(sql);
            replace(sql, caller, root, artifact, List.of(sealed.part(1)));
            return artifact;
          });
      return artifact;
    }
  }

  /// Returns the root for a file, after the checks that are possible before the upload.
  ArtifactRootRows.Row prepare(Caller caller, ArtifactRoot root, ArtifactPath path)
      throws IOException {
    if (path.isRoot()) {
      throw RequestRefusedException.invalid("the path of a file must not be empty");
    }
    Instant now = clock.instant();
    Optional<ArtifactRootRows.Row> there =
        database.read(
            sql -> {
              Optional<ArtifactRootRows.Row> row = ArtifactRootRows.find(sql, root);
              row.ifPresent(each -> refuseIfClosed(sql, each, path, now));
              return row;
            });
    if (there.isPresent()) {
      return there.get();
    }
    ArtifactKey artifactKey = artifactKeys.ensure(caller, owner(root));
    artifactKey.refuseIfErased();
    return database.write(sql -> ArtifactRootRows.ensure(sql, root, artifactKey));
  }

  private KeyOwner owner(ArtifactRoot root) {
    return database
        .read(sql -> ArtifactRootRows.owner(sql, root))
        .orElseThrow(() -> ArtifactRootRows.missing(root));
  }

  private static void refuseIfClosed(
      JdbcClient sql, ArtifactRootRows.Row row, ArtifactPath path, Instant now) {
    row.refuseIfClosed();
    ArtifactRows.refuseConflict(sql, row.id(), path);
    if (ArtifactRows.find(sql, row.id(), path).isPresent()) {
      LegalHoldRows.refuseIfProtected(sql, row, now);
    }
  }

  /// Inserts the rows of a file whose blobs are in the store, and replaces existing ones.
  static void replace(
      JdbcClient sql,
      Caller caller,
      ArtifactRoot root,
      Artifact artifact,
      List<ArtifactPart> parts) {
    ArtifactRootRows.Row row =
        ArtifactRootRows.find(sql, root).orElseThrow(() -> ArtifactRootRows.missing(root));
    refuseIfClosed(sql, row, artifact.path(), artifact.created());
    ArtifactRows.deleteFile(sql, row.id(), artifact.path(), artifact.created());
    ArtifactRows.insert(sql, row.id(), artifact, parts);
    SecurityEventBody body = new SecurityEventBody().with("path", artifact.path().text());
    body.with("size", artifact.size()).with("sha256", artifact.sha256().hex());
    ArtifactEvents.add(sql, caller, artifact.created(), "artifact.put", root.text(), body);
  }

  /// Lists the direct children of a folder, files and folders, by name. A folder that does not
  /// exist is empty.
  public List<FolderEntry> list(ArtifactRoot root, ArtifactPath folder) {
    TreeMap<ArtifactPath, FolderEntry> children = new TreeMap<>();
    for (Artifact each : below(root, folder)) {
      String rest = each.path().text().substring(folder.prefix().length());
      int slash = rest.indexOf('/');
      ArtifactPath child = slash < 0 ? each.path() : folder.resolve(rest.substring(0, slash));
      children.putIfAbsent(
          child, slash < 0 ? new FolderEntry.File(each) : new FolderEntry.Folder(child));
    }
    return List.copyOf(children.values());
  }

  /// Returns all files of a root, in byte order of their paths.
  public List<Artifact> all(ArtifactRoot root) {
    return below(root, ArtifactPath.ROOT);
  }

  /// Returns all files of a root, within a transaction.
  public static List<Artifact> all(JdbcClient sql, ArtifactRoot root) {
    return below(sql, root, ArtifactPath.ROOT);
  }

  private List<Artifact> below(ArtifactRoot root, ArtifactPath folder) {
    return database.read(sql -> below(sql, root, folder));
  }

  private static List<Artifact> below(JdbcClient sql, ArtifactRoot root, ArtifactPath folder) {
    ArtifactRootRows.Row row = readable(sql, root);
    return row == null ? List.of() : ArtifactRows.below(sql, row.id(), folder);
  }

  /// Returns the row of a root that is not erased; null if the root exists and has no row yet.
  private static ArtifactRootRows.@Nullable Row readable(JdbcClient sql, ArtifactRoot root) {
    Optional<ArtifactRootRows.Row> row = ArtifactRootRows.find(sql, root);
    if (row.isEmpty() && ArtifactRootRows.owner(sql, root).isEmpty()) {
      throw ArtifactRootRows.missing(root);
    }
    row.ifPresent(there -> there.artifactKey().refuseIfErased());
    return row.orElse(null);
  }

  /// Returns the metadata of a file.
  public Artifact get(ArtifactRoot root, ArtifactPath path) {
    return database.read(sql -> found(sql, root, path).artifact());
  }

  /// A file with everything that is needed to read it.
  private record Found(ArtifactRootRows.Row row, Artifact artifact, List<ArtifactPart> parts) {}

  private static Found found(JdbcClient sql, ArtifactRoot root, ArtifactPath path) {
    ArtifactRootRows.Row row = readable(sql, root);
    Optional<Artifact> artifact =
        row == null ? Optional.empty() : ArtifactRows.find(sql, row.id(), path);
    if (row == null || artifact.isEmpty()) {
      throw RequestRefusedException.missing("no file `" + path + "` in `" + root.text() + "`");
    }
    return new Found(row, artifact.get(), ArtifactRows.parts(sql, row.id(), path));
  }

  /// Opens a file for random access. A modified part is refused when it is read, a truncated file
  /// before the first byte; data that fails authentication is never returned.
  public SeekableByteChannel open(Caller caller, ArtifactRoot root, ArtifactPath path)
      throws IOException {
    Found found = database.read(sql -> found(sql, root, path));
    int count = found.parts().size();
    DecryptedArtifactBytes bytes =
        new DecryptedArtifactBytes(
            store,
            artifactKeys.open(caller, found.row().artifactKey()),
            found.parts(),
            number -> ArtifactPart.keyContext(root, path, number, count));
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

  /// Deletes a file, or a folder with all files below it; the empty path deletes all files of the
  /// root.
  ///
  /// @return number of deleted files
  public int delete(Caller caller, ArtifactRoot root, ArtifactPath path) {
    Instant now = clock.instant();
    return database.write(
        sql -> {
          ArtifactRootRows.Row row = readable(sql, root);
          if (row != null) {
            row.refuseIfClosed();
            LegalHoldRows.refuseIfProtected(sql, row, now);
          }
          int count = row == null ? 0 : ArtifactRows.delete(sql, row.id(), path, now);
          if (count == 0) {
            throw RequestRefusedException.missing(
                "there is no `" + path + "` in `" + root.text() + "`");
          }
          return deleted(sql, caller, root, path, count, now);
        });
  }

  private static int deleted(
      JdbcClient sql, Caller caller, ArtifactRoot root, ArtifactPath path, int count, Instant now) {
    SecurityEventBody body = new SecurityEventBody().with("path", path.text()).with("files", count);
    ArtifactEvents.add(sql, caller, now, "artifact.deleted", root.text(), body);
    return count;
  }

  /// Prepares the snapshot of a model version: unwraps the keys, so that the snapshot itself can be
  /// made in the transaction that creates the version.
  ///
  /// @param from a run, a logged model, or another version
  public ArtifactSnapshots freezing(Caller caller, ArtifactRoot from, long registeredModel)
      throws IOException {
    ArtifactKey source =
        database.read(
            sql -> {
              ArtifactRootRows.Row row = readable(sql, from);
              if (row == null) {
                throw RequestRefusedException.missing("no files in `" + from.text() + "`");
              }
              return row.artifactKey();
            });
    ArtifactKey target =
        artifactKeys.ensure(caller, new KeyOwner.OfRegisteredModel(registeredModel));
    IntermediateKey sourceKey = artifactKeys.open(caller, source);
    try {
      return new ArtifactSnapshots(
          clock, caller, from, sourceKey, target, artifactKeys.open(caller, target));
    } catch (IOException | RuntimeException failed) {
      sourceKey.close();
      throw failed;
    }
  }

  /// Deletes a whole snapshot, together with the version that it belongs to.
  ///
  /// @param sql client of the transaction that deletes the version
  public void discard(JdbcClient sql, Caller caller, ArtifactRoot.OfVersion version) {
    Instant now = clock.instant();
    ArtifactRootRows.Row row =
        ArtifactRootRows.find(sql, version).orElseThrow(() -> ArtifactRootRows.missing(version));
    LegalHoldRows.refuseIfProtected(sql, row, now);
    int count = ArtifactRows.delete(sql, row.id(), ArtifactPath.ROOT, now);
    deleted(sql, caller, version, ArtifactPath.ROOT, count, now);
  }
}
