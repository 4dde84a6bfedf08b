package dev.redoubt.workspace;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// What messages call files: as the user would write their paths.
final class DisplayPaths {

  private final Path working = Path.of("").toAbsolutePath().normalize();
  private final Map<Path, Path> written = new HashMap<>();

  /// Takes note of how the user writes a folder; what lies below it is called accordingly.
  void addFolder(Path folder) {
    written.putIfAbsent(folder.toAbsolutePath().normalize(), folder);
  }

  /// Takes note of a file that the user names.
  void addFile(Path file) {
    Path folder = file.getParent();
    addFolder(folder == null ? Path.of("") : folder);
  }

  /// A file's name. A relative path is taken for the user's own words; an absolute one is written
  /// as the user writes the nearest folder above it, else relative to the working directory.
  String of(Path file) {
    return shown(file.isAbsolute() ? asWritten(file.normalize()) : file);
  }

  private Path asWritten(Path file) {
    for (Path above = file.getParent(); above != null; above = above.getParent()) {
      Path words = written.get(above);
      if (words != null) {
        return words.resolve(above.relativize(file));
      }
    }
    return file.startsWith(working) ? working.relativize(file) : file;
  }

  /// With slashes and without a needless dot at the start.
  private static String shown(Path path) {
    String name = path.toString().replace('\\', '/');
    return name.startsWith("./") ? name.substring(2) : name;
  }
}
