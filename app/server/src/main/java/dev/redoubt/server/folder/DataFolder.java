package dev.redoubt.server.folder;

import dev.redoubt.keys.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The data folder of a server: database, blobs, keys, ledger and access rules.
///
/// @param path as the user wrote it
public record DataFolder(Path path) {

  /// Maximum number of files that a message names.
  private static final int NAMED = 5;

  /// Opens a data folder; creates it, accessible only to its owner, if it does not exist.
  ///
  /// @param closed receives a warning if other users had access, which is now removed
  /// @throws IOException if the folder cannot be created or written, or belongs to another user;
  ///   the message is for the user
  public static DataFolder prepare(Path path, Consumer<String> closed) throws IOException {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new IOException("`" + path + "` is not a folder");
    }
    try {
      OwnerOnlyFiles.createFolders(path);
    } catch (IOException failed) {
      throw new IOException("the folder `" + path + "` cannot be created", failed);
    }
    if (!Files.isWritable(path)) {
      throw new IOException("the folder `" + path + "` is not writable");
    }
    List<Path> open =
        OwnerOnlyFiles.isKept(path) ? FolderPermissions.of(path).enforce() : List.of();
    if (!open.isEmpty()) {
      closed.accept(
          "`%s` was accessible to other users and is now restricted to its owner: other users of this machine may have read %s"
              .formatted(path, words(open)));
    }
    return new DataFolder(path);
  }

  private static String words(List<Path> open) {
    String names =
        open.stream()
            .map(Path::toString)
            .filter(each -> !each.isEmpty())
            .limit(NAMED)
            .map(each -> "`" + each + "`")
            .collect(Collectors.joining(", "));
    if (names.isEmpty()) {
      return "the file names in it";
    }
    return open.size() > NAMED ? names + " and others" : names;
  }

  /// Returns the database file.
  public Path database() {
    return path.resolve("registry.db");
  }

  /// Returns the folder of encrypted blobs.
  public Path blobs() {
    return path.resolve("blobs");
  }

  /// Returns the folder of encrypted temporary files of scans.
  public Path scratch() {
    return path.resolve("scratch");
  }

  /// Returns the keystore with the keys that protect the blobs.
  public Path keys() {
    return path.resolve("keys");
  }

  /// Returns the file with the secret that opens the keystore. A backup that contains it and the
  /// rest is readable in clear.
  public Path keysSecret() {
    return path.resolve("keys.secret");
  }

  /// Returns the folder of access rules, which replace the built-in ones if it exists.
  public Path rules() {
    return path.resolve("rules");
  }

  /// Returns the ledger, which can be published.
  public Path ledger() {
    return path.resolve("ledger");
  }

  /// Returns the signing key of the ledger, where `redoubt ledger` expects it.
  public Path ledgerKey() {
    return path.resolve("ledger.key");
  }

  /// Returns the key of the local issuer.
  public Path issuerKey() {
    return path.resolve("issuer.jwk");
  }

  /// Locks the folder for one server, until the result is closed or the process ends.
  ///
  /// @throws IOException if another server holds the lock
  public FileChannel take() throws IOException {
    FileChannel channel = OwnerOnlyFiles.open(path.resolve("server.lock"));
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException _) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      throw new IOException("the folder `" + path + "` is in use by another server");
    }
    return channel;
  }
}
