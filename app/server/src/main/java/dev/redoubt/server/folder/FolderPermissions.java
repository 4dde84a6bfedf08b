package dev.redoubt.server.folder;

import dev.redoubt.keys.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// Restricts a data folder and the server's files in it to their owner, and checks that the owner
/// is the user who runs the server.
///
/// Access by other users that was read-only is removed. Write access is an error: removing it would
/// not undo what others may have changed. Other files in the folder are left unchanged.
///
/// @param folder an existing folder on a file system with POSIX permissions
/// @param user the user who runs the server
record FolderPermissions(Path folder, UserPrincipal user) {

  /// Files with secrets are not restricted here: the code that opens them rejects them if other
  /// users could read them.
  private static final Set<String> SECRETS = Set.of("keys.secret", "ledger.key", "issuer.jwk");

  private static final Set<String> OTHERS =
      Set.of(
          "registry.db",
          "registry.db-wal",
          "registry.db-shm",
          "registry.db-journal",
          "server.lock",
          "blobs",
          "keys",
          "ledger",
          "rules",
          "scratch");

  /// Creates the check for the current user.
  static FolderPermissions of(Path folder) throws IOException {
    Path probe = Files.createTempFile(folder, ".owner", "");
    try {
      return new FolderPermissions(folder, Files.getOwner(probe));
    } finally {
      Files.delete(probe);
    }
  }

  /// Removes access by other users.
  ///
  /// @return the restricted files, relative to the folder; an empty path for the folder itself. If
  ///   the folder was already restricted, nobody could reach the files below it, and only its
  ///   direct children are checked
  /// @throws IOException if another user owns or may have changed a file, or if access cannot be
  ///   removed; the message is for the user
  List<Path> enforce() throws IOException {
    refuseIfForeign(folder);
    List<Path> closed = new ArrayList<>();
    boolean open = !OwnerOnlyFiles.others(folder).isEmpty();
    if (open) {
      close(closed);
    }
    for (Path each : ours()) {
      refuseIfForeign(each);
      if (!isSecret(each)) {
        closeBelow(each, open ? Integer.MAX_VALUE : 0, open, closed);
      }
    }
    return closed;
  }

  /// Restricts the folder itself.
  private void close(List<Path> closed) throws IOException {
    boolean writable = OwnerOnlyFiles.isWritableByOthers(folder);
    if (!isEmpty()) {
      if (writable) {
        throw changeable(folder);
      }
      if (ours().isEmpty()) {
        throw new IOException(
            "the folder `%1$s` is accessible to other users and contains files that are not the server's: use an empty folder, or run `chmod 700 %1$s`"
                .formatted(folder));
      }
    }
    OwnerOnlyFiles.close(folder);
    if (writable && !isEmpty()) {
      throw changeable(folder);
    }
    closed.add(Path.of(""));
  }

  private boolean isEmpty() throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.findAny().isEmpty();
    }
  }

  /// Returns the existing files of the server.
  private List<Path> ours() {
    return Stream.concat(SECRETS.stream(), OTHERS.stream())
        .sorted()
        .map(folder::resolve)
        .filter(Files::exists)
        .toList();
  }

  private static boolean isSecret(Path file) {
    return SECRETS.contains(Objects.requireNonNull(file.getFileName()).toString());
  }

  /// @param reached whether other users could reach the file until now
  private void closeBelow(Path top, int depth, boolean reached, List<Path> closed)
      throws IOException {
    Path real = top.toRealPath();
    try (Stream<Path> all = Files.walk(real, depth)) {
      for (Path each : (Iterable<Path>) all::iterator) {
        if (Files.isSymbolicLink(each)) {
          continue;
        }
        if (reached && OwnerOnlyFiles.isWritableByOthers(each)) {
          throw changeable(each);
        }
        if (OwnerOnlyFiles.close(each)) {
          closed.add(folder.relativize(top).resolve(real.relativize(each)));
        }
      }
    }
  }

  private IOException changeable(Path what) {
    return new IOException(
        "`%s` is writable by other users, who may have changed it: check the contents of `%s`, and then run `chmod -R go-rwx %s`"
            .formatted(what, folder, folder));
  }

  private void refuseIfForeign(Path what) throws IOException {
    UserPrincipal owner = Files.getOwner(what);
    if (!owner.equals(user)) {
      throw new IOException(
          "`%s` belongs to `%s`, but this process runs as `%s`: run it as that user, or use a folder that you own, such as a new subfolder"
              .formatted(what, owner.getName(), user.getName()));
    }
  }
}
