package dev.redoubt.workspace;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The paths of files as the user wrote them, for messages.
final class DisplayPaths {

  private final Path working = Path.of("").toAbsolutePath().normalize();
  private final Map<Path, Path> written = new HashMap<>();

  /// Registers a folder as the user wrote it, for the display names of files below it.
  void addFolder(Path folder) {
    written.putIfAbsent(folder.toAbsolutePath().normalize(), folder);
  }

  /// Registers a temporary file with the content of standard input, which is shown without its
  /// folder.
  void addStandardInput(Path file) {
    written.put(RootFolder.parent(file), Path.of(""));
  }

  /// Registers a file that the user names.
  void addFile(Path file) {
    Path folder = file.getParent();
    addFolder(folder == null ? Path.of("") : folder);
  }

  /// The display name of a file. A relative path is unchanged; an absolute one is relative to the
  /// nearest registered folder, otherwise to the working directory.
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

  /// With slashes and without a leading `./`.
  private static String shown(Path path) {
    String name = path.toString().replace('\\', '/');
    return name.startsWith("./") ? name.substring(2) : name;
  }
}
