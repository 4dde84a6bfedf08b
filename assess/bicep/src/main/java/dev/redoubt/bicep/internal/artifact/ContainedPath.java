package dev.redoubt.bicep.internal.artifact;

import dev.redoubt.bicep.internal.registry.RegistryResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/// Resolves files below a folder, never outside it.
final class ContainedPath {

  private ContainedPath() {}

  /// The file at a path; refused if a part is not a plain name (`..`, or with a slash), if the file
  /// does not exist, or if a symbolic link leads outside the folder.
  static RegistryResult<Path> file(Path folder, List<String> parts) {
    Path file = folder;
    try {
      for (String part : parts) {
        if (!isPlain(part)) {
          return RegistryResult.refused("`" + part + "` is not a valid file name");
        }
        file = file.resolve(part);
      }
      if (!Files.isRegularFile(file)) {
        return RegistryResult.refused("`" + file + "` does not exist");
      }
      return file.toRealPath().startsWith(folder.toRealPath())
          ? RegistryResult.given(file)
          : RegistryResult.refused("`%s` resolves to a path outside `%s`".formatted(file, folder));
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

  /// The content of a file; refused with a reason if it cannot be read.
  ///
  /// @param limit the maximum size in bytes
  static RegistryResult<byte[]> read(Path file, long limit) {
    try {
      if (!Files.isRegularFile(file)) {
        return RegistryResult.refused("`" + file + "` does not exist");
      }
      return Files.size(file) > limit
          ? RegistryResult.refused("`%s` has more than %d bytes".formatted(file, limit))
          : RegistryResult.given(Files.readAllBytes(file));
    } catch (IOException _) {
      return RegistryResult.refused("`" + file + "` cannot be read");
    }
  }
}
