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

/// The folder where a server without other machines keeps everything.
///
/// @param path as the user names it
public record DataFolder(Path path) {

  /// As many files are named in a message.
  private static final int NAMED = 5;

  /// A folder, which is made for its owner alone if it is not there.
  ///
  /// @param closed hears what was open to others and is closed from now on
  /// @throws IOException if it cannot be made or written, or is not for this user alone; the
  ///   message is for the user
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

  /// The database.
  public Path database() {
    return path.resolve("registry.db");
  }

  /// The files of runs and models, encrypted.
  public Path blobs() {
    return path.resolve("blobs");
  }

  /// What a scan needs for a while, encrypted.
  public Path scratch() {
    return path.resolve("scratch");
  }

  /// The keystore whose keys protect them.
  public Path keys() {
    return path.resolve("keys");
  }

  /// What the keystore is opened with. A backup that holds it with the rest is a backup in clear.
  public Path keysSecret() {
    return path.resolve("keys.secret");
  }

  /// Rules that replace those that Redoubt comes with, if the folder is there.
  public Path rules() {
    return path.resolve("rules");
  }

  /// The ledger, which can be published.
  public Path ledger() {
    return path.resolve("ledger");
  }

  /// The key of the ledger, where `redoubt ledger` looks for it.
  public Path ledgerKey() {
    return path.resolve("ledger.key");
  }

  /// The key of the local issuer.
  public Path issuerKey() {
    return path.resolve("issuer.jwk");
  }

  /// Takes the folder for one server, until what is returned is closed or the program ends.
  ///
  /// @throws IOException if another server has it
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
