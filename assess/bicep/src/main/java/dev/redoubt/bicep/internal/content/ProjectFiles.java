package dev.redoubt.bicep.internal.content;

import dev.redoubt.bicep.module.QuotedInput;
import dev.redoubt.bicep.module.RelativePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Reads the files of one project. Files outside the project are not accessible, neither by `..`
/// nor by a symbolic link.
final class ProjectFiles {

  /// The maximum file size, far more than the compiler allows.
  static final int MAX_BYTES = 16 << 20;

  private final Path root;
  private final Function<Path, String> naming;
  private final Map<Path, StepResult<byte[]>> read = new ConcurrentHashMap<>();

  /// @param root the root folder of the project
  /// @param naming the display name of a file in messages
  ProjectFiles(Path root, Function<Path, String> naming) {
    this.root = root;
    this.naming = naming;
  }

  /// A file or a folder.
  ///
  /// @param path the path as resolved from the calling file, symbolic links not followed
  /// @param real the real path, symbolic links followed
  /// @param name the display name in messages
  record Place(Path path, Path real, String name) {}

  /// An existing file.
  ///
  /// @param written the path as written, relative to the calling file
  StepResult<Place> file(String written, Path caller) {
    return place(written, caller)
        .then(
            place ->
                Files.isRegularFile(place.real())
                    ? StepResult.done(place)
                    : StepResult.failed(
                        Files.isDirectory(place.real())
                            ? QuotedInput.of(written) + " is a folder; specify a file"
                            : QuotedInput.of(written) + " is not a regular file"));
  }

  /// An existing folder; the path as in [#file].
  StepResult<Place> folder(String written, Path caller) {
    return place(written, caller)
        .then(
            place ->
                Files.isDirectory(place.real())
                    ? StepResult.done(place)
                    : StepResult.failed(QuotedInput.of(written) + " is a file; specify a folder"));
  }

  /// The content of a file, cached.
  StepResult<byte[]> bytes(Place file) {
    return read.computeIfAbsent(file.real(), _ -> readBytes(file));
  }

  /// The real paths of the files whose content was requested.
  Set<Path> requested() {
    return Set.copyOf(read.keySet());
  }

  private static StepResult<byte[]> readBytes(Place file) {
    try (InputStream in = Files.newInputStream(file.real())) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      return bytes.length > MAX_BYTES
          ? StepResult.failed(
              "%s has more than %d MB".formatted(QuotedInput.of(file.name()), MAX_BYTES >> 20))
          : StepResult.done(bytes);
    } catch (IOException e) {
      return StepResult.failed(QuotedInput.of(file.name()) + " cannot be read: " + reason(e));
    }
  }

  private StepResult<Place> place(String written, Path caller) {
    String violation = RelativePath.violation(written);
    if (violation != null) {
      return StepResult.failed(violation);
    }
    if (written.equals("~") || written.startsWith("~/")) {
      return StepResult.failed(
          QuotedInput.of(written) + " begins with `~`; use a path relative to this file");
    }
    Path folder = caller.toAbsolutePath().normalize().getParent();
    if (folder == null) {
      return StepResult.failed(
          QuotedInput.of(written) + " cannot be resolved: the calling file has no folder");
    }
    try {
      return inside(folder.resolve(written).normalize(), written);
    } catch (InvalidPathException _) {
      return StepResult.failed(QuotedInput.of(written) + " is not a valid path on this system");
    } catch (IOException e) {
      return StepResult.failed(QuotedInput.of(written) + " cannot be read: " + reason(e));
    }
  }

  private StepResult<Place> inside(Path path, String written) throws IOException {
    Path realRoot = root.toRealPath();
    boolean named = path.startsWith(root.toAbsolutePath().normalize()) || path.startsWith(realRoot);
    Path real = named ? path.toRealPath() : path;
    if (!named || !real.startsWith(realRoot)) {
      return StepResult.failed(
          QuotedInput.of(written) + " is outside the scanned folder; it is not read");
    }
    return StepResult.done(new Place(path, real, naming.apply(path)));
  }

  private static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "no such file";
      case AccessDeniedException _ -> "permission denied";
      default -> e.getMessage() == null ? "input/output error" : e.getMessage();
    };
  }
}
