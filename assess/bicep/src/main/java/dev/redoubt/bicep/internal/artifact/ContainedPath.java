package dev.redoubt.bicep.internal.artifact;

import dev.redoubt.bicep.internal.registry.RegistryResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/// Finds files below a folder, and never outside of it.
final class ContainedPath {

  private ContainedPath() {}

  /// The file at the end of a path, or why there is none that may be read: a part that is no plain
  /// name (`..`, or with a slash in it) names nothing, and symbolic links are followed only as far
  /// as they stay below the folder.
  static RegistryResult<Path> file(Path folder, List<String> parts) {
    Path file = folder;
    try {
      for (String part : parts) {
        if (!isPlain(part)) {
          return RegistryResult.refused("`" + part + "` is no name of a file");
        }
        file = file.resolve(part);
      }
      if (!Files.isRegularFile(file)) {
        return RegistryResult.refused("`" + file + "` is not there");
      }
      return file.toRealPath().startsWith(folder.toRealPath())
          ? RegistryResult.given(file)
          : RegistryResult.refused("`%s` leads out of `%s`".formatted(file, folder));
    } catch (InvalidPathException | IOException _) {
      return RegistryResult.refused("`" + file + "` cannot be read");
    }
  }

  private static boolean isPlain(String part) {
    return !part.isEmpty()
        && !part.equals(".")
        && !part.equals("..")
        && part.indexOf('/') < 0
        && part.indexOf('\\') < 0
        && part.indexOf('\0') < 0;
  }

  /// All bytes of a file, or why they cannot be had.
  ///
  /// @param limit larger files are not read
  static RegistryResult<byte[]> read(Path file, long limit) {
    try {
      if (!Files.isRegularFile(file)) {
        return RegistryResult.refused("`" + file + "` is not there");
      }
      return Files.size(file) > limit
          ? RegistryResult.refused("`%s` has more than %d bytes".formatted(file, limit))
          : RegistryResult.given(Files.readAllBytes(file));
    } catch (IOException _) {
      return RegistryResult.refused("`" + file + "` cannot be read");
    }
  }
}
