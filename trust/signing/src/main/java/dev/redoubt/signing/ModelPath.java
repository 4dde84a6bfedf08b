package dev.redoubt.signing;

import dev.redoubt.signing.internal.ResourcePaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The path of a file inside a model.
public final class ModelPath {

  private ModelPath() {}

  /// The path of a file relative to a model with `/`; empty if the file is outside the model or is
  /// the model itself.
  ///
  /// @param file need not exist
  public static Optional<String> path(Path model, Path file) throws IOException {
    Path root = real(model);
    Path real = real(file);
    if (!real.startsWith(root) || real.equals(root)) {
      return Optional.empty();
    }
    List<String> parts = new ArrayList<>();
    for (Path each = real; each != null && !each.equals(root); each = each.getParent()) {
      String name = ResourcePaths.name(each);
      if (name == null) {
        return Optional.empty();
      }
      parts.addFirst(name);
    }
    return Optional.of(String.join("/", parts));
  }

  /// Resolves links of the parent folders, but not the file itself if it is a link.
  private static Path real(Path file) throws IOException {
    Path absolute = file.toAbsolutePath().normalize();
    Path folder = absolute.getParent();
    if (folder == null || !Files.exists(folder)) {
      return absolute;
    }
    return Files.isDirectory(absolute)
        ? absolute.toRealPath()
        : folder.toRealPath().resolve(absolute.getFileName());
  }
}
