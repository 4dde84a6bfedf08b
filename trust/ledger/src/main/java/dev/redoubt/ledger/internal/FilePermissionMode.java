package dev.redoubt.ledger.internal;

import dev.redoubt.ledger.format.LedgerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/// Chooses the permissions of files in a log: if only the owner can access the folder, the same is
/// true of everything in it; otherwise, because a web server publishes it, the umask of the process
/// decides.
///
/// A folder that does not exist yet gets the mode of its parent folder.
public enum FilePermissionMode {
  /// Only the owner has access.
  OWNER,
  /// The umask decides.
  UMASK;

  FileAttribute<?>[] files() {
    return attributes("rw-------");
  }

  /// The attributes of new folders.
  public FileAttribute<?>[] folders() {
    return attributes("rwx------");
  }

  private FileAttribute<?>[] attributes(String permissions) {
    return switch (this) {
      case OWNER ->
          new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
          };
      case UMASK -> new FileAttribute<?>[0];
    };
  }

  /// The mode of a folder.
  ///
  /// @throws LedgerException if it cannot be determined
  public static FilePermissionMode of(Path folder) throws LedgerException {
    try {
      return isOwners(folder) ? OWNER : UMASK;
    } catch (IOException e) {
      throw new LedgerException(
          "`%s` cannot be read: %s".formatted(folder, IoErrorMessages.words(e)), e);
    }
  }

  private static boolean isOwners(Path folder) throws IOException {
    Path at = folder.toAbsolutePath();
    while (!Files.exists(at) && at.getParent() != null) {
      at = at.getParent();
    }
    if (!Files.getFileStore(at).supportsFileAttributeView("posix")) {
      return false;
    }
    Set<PosixFilePermission> others = EnumSet.noneOf(PosixFilePermission.class);
    others.addAll(Files.getPosixFilePermissions(at));
    others.removeAll(PosixFilePermissions.fromString("rwx------"));
    return others.isEmpty();
  }
}
