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

/// Files and folders that nobody but their owner can open, whatever the umask of the process is.
///
/// They are made with these permissions, and not given them afterwards: at no time anybody else can
/// open them. Where a file system keeps no POSIX permissions (Windows, FAT), nothing is set, and
/// the access list of the folder decides.
public final class OwnerOnlyFiles {

  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rwx------");

  private OwnerOnlyFiles() {}

  /// Whether the file system that a path is on, or would be on, keeps POSIX permissions.
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

  /// Makes a folder and those above it, as far as they are not there.
  public static void createFolders(Path folder) throws IOException {
    Files.createDirectories(folder, folder(folder));
  }

  /// Makes a file, and opens it to be written.
  ///
  /// @param more options
  /// @throws java.nio.file.FileAlreadyExistsException if there is anything of that name, be it a
  ///   link
  public static FileChannel create(Path file, OpenOption... more) throws IOException {
    Set<OpenOption> options = new HashSet<>(Set.of(more));
    options.add(StandardOpenOption.CREATE_NEW);
    options.add(StandardOpenOption.WRITE);
    return FileChannel.open(file, options, file(file));
  }

  /// Opens a file to be written, and makes it if it is not there.
  public static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), file(file));
  }

  /// What others than its owner may do with a file or a folder; nothing where no permissions are
  /// kept.
  public static Set<PosixFilePermission> others(Path path) throws IOException {
    Set<PosixFilePermission> others = EnumSet.noneOf(PosixFilePermission.class);
    if (isKept(path)) {
      others.addAll(Files.getPosixFilePermissions(path));
      others.removeAll(OWNER);
    }
    return others;
  }

  /// Whether others than its owner can change a file or a folder.
  public static boolean isWritableByOthers(Path path) throws IOException {
    Set<PosixFilePermission> others = others(path);
    return others.contains(PosixFilePermission.GROUP_WRITE)
        || others.contains(PosixFilePermission.OTHERS_WRITE);
  }

  /// Takes from others what they may do with a file or a folder.
  ///
  /// @return whether they could do anything
  /// @throws IOException if it cannot be taken from them
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
