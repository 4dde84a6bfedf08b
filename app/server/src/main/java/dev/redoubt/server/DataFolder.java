package dev.redoubt.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// The folder where a server without other machines keeps everything.
///
/// @param path as the user names it
public record DataFolder(Path path) {

  /// A folder, which is made for its owner alone if it is not there.
  ///
  /// @throws IOException if it cannot be made or written; the message is for the user
  public static DataFolder prepare(Path path) throws IOException {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new IOException("`" + path + "` is no folder");
    }
    try {
      boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
      Files.createDirectories(
          path,
          posix
              ? new FileAttribute<?>[] {
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
              }
              : new FileAttribute<?>[0]);
    } catch (IOException failed) {
      throw new IOException("the folder `" + path + "` cannot be made", failed);
    }
    if (!Files.isWritable(path)) {
      throw new IOException("the folder `" + path + "` cannot be written");
    }
    return new DataFolder(path);
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
  Path scratch() {
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
  FileChannel take() throws IOException {
    FileChannel channel =
        FileChannel.open(
            path.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
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
