package dev.redoubt.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The folder outside of which nothing is read that a file names: linked templates, modules,
/// imports and contents.
final class RootFolder {

  private RootFolder() {}

  /// The working directory, for what lies in it; elsewhere the Git repository around the folder
  /// that the user named, or that folder itself.
  ///
  /// @param folder the folder that the user named, or that of the file
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

  /// Whether a file lies below a root, symbolic links resolved; false where that cannot be told.
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
