package dev.redoubt.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The root folder of a file: linked templates, modules, imports and loaded contents are only read
/// inside of it.
final class RootFolder {

  private RootFolder() {}

  /// The working directory for folders inside of it; otherwise the Git repository that contains the
  /// folder, or the folder itself.
  ///
  /// @param folder the folder that the user named, or the folder of the named file
  static Path of(Path folder) {
    Path working = Path.of("").toAbsolutePath().normalize();
    Path absolute = folder.toAbsolutePath().normalize();
    if (absolute.startsWith(working)) {
      return working;
    }
    for (Path above = absolute; above != null; above = above.getParent()) {
      if (Files.exists(above.resolve(".git"))) {
        return above;
      }
    }
    return absolute;
  }

  /// Whether a file is inside of a root after resolving symbolic links; false if that cannot be
  /// determined.
  static boolean holds(Path root, Path file) {
    try {
      return file.toRealPath().startsWith(root.toRealPath());
    } catch (IOException _) {
      return false;
    }
  }

  /// The folder of a file, absolute.
  static Path parent(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    Path folder = absolute.getParent();
    return folder == null ? absolute : folder;
  }
}
