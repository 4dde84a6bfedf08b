package dev.redoubt.keys;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/// Creates files and folders that only their owner can access, whatever the umask of the process.
///
/// The permissions are set at creation and not afterwards, so there is no moment at which another
/// user can open them. On a file system without POSIX permissions (Windows, FAT), nothing is set,
/// and the access control list of the folder decides.
public final class OwnerOnlyFiles {

  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rwx------");

  private OwnerOnlyFiles() {}

  /// Whether the file system of a path, which need not exist, supports POSIX permissions.
  public static boolean isKept(Path path) throws IOException {
    return Files.getFileStore(existing(path)).supportsFileAttributeView("posix");
  }

  private static Path existing(Path path) {
    Path at = path.toAbsolutePath();
    while (!Files.exists(at) && at.getParent() != null) {
      at = at.getParent();
    }
    return at;
  }

  /// The attributes of a new file.
  public static FileAttribute<?>[] file(Path path) throws IOException {
    return attributes(path, "rw-------");
  }

  /// The attributes of a new folder.
  public static FileAttribute<?>[] folder(Path path) throws IOException {
    return attributes(path, "rwx------");
  }

  private static FileAttribute<?>[] attributes(Path path, String permissions) throws IOException {
    return isKept(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /// Creates a folder and its missing parent folders.
  public static void createFolders(Path folder) throws IOException {
    Files.createDirectories(folder, folder(folder));
  }

  /// Creates a file and opens it for writing.
  ///
  /// @param more further open options
  /// @throws java.nio.file.FileAlreadyExistsException if anything of that name exists, including a
  ///   link
  public static FileChannel create(Path file, OpenOption... more) throws IOException {
    Set<OpenOption> options = new HashSet<>(Set.of(more));
    options.add(StandardOpenOption.CREATE_NEW);
    options.add(StandardOpenOption.WRITE);
    return FileChannel.open(file, options, file(file));
  }

  /// Opens a file for writing, and creates it if it does not exist.
  public static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), file(file));
  }

  /// The permissions of users other than the owner; empty on a file system without permissions.
  public static Set<PosixFilePermission> others(Path path) throws IOException {
    Set<PosixFilePermission> others = EnumSet.noneOf(PosixFilePermission.class);
    if (isKept(path)) {
      others.addAll(Files.getPosixFilePermissions(path));
      others.removeAll(OWNER);
    }
    return others;
  }

  /// Whether users other than the owner can modify a file or a folder.
  public static boolean isWritableByOthers(Path path) throws IOException {
    Set<PosixFilePermission> others = others(path);
    return others.contains(PosixFilePermission.GROUP_WRITE)
        || others.contains(PosixFilePermission.OTHERS_WRITE);
  }

  /// Removes the permissions of users other than the owner.
  ///
  /// @return whether there were any
  /// @throws IOException if they cannot be removed
  public static boolean close(Path path) throws IOException {
    if (others(path).isEmpty()) {
      return false;
    }
    Set<PosixFilePermission> left = EnumSet.copyOf(OWNER);
    left.retainAll(Files.getPosixFilePermissions(path));
    Files.setPosixFilePermissions(path, left);
    if (!others(path).isEmpty()) {
      throw new IOException(
          "the file system of `%s` does not store permissions: users other than the owner can open it"
              .formatted(Objects.requireNonNull(path)));
    }
    return true;
  }
}
