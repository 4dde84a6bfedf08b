package dev.redoubt.cli;

import dev.redoubt.cli.console.UsageException;
import dev.redoubt.estate.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The template that the path `-` reads from standard input, as a temporary file.
final class StandardInput implements AutoCloseable {

  private static final Path DASH = Path.of("-");

  private final @Nullable Path file;

  private StandardInput(@Nullable Path file) {
    this.file = file;
  }

  /// Whether standard input is one of the paths.
  static boolean isRequested(List<Path> paths) {
    return paths.contains(DASH);
  }

  /// Reads standard input if it is one of the paths. Text that starts with a brace is JSON, other
  /// text is Bicep.
  static StandardInput of(List<Path> paths) {
    if (!isRequested(paths)) {
      return new StandardInput(null);
    }
    try {
      byte[] bytes = System.in.readNBytes((int) JsonReader.MAX_BYTES + 1);
      if (bytes.length > JsonReader.MAX_BYTES) {
        throw new UsageException("standard input is larger than a template may be");
      }
      String start =
          new String(bytes, 0, Math.min(bytes.length, 1024), StandardCharsets.UTF_8)
              .replace("\uFEFF", "")
              .stripLeading();
      Path folder = Files.createTempDirectory("redoubt-");
      Path file = folder.resolve(start.startsWith("{") ? "stdin.json" : "stdin.bicep");
      Files.write(file, bytes);
      return new StandardInput(file);
    } catch (IOException e) {
      throw new UncheckedIOException("standard input cannot be read", e);
    }
  }

  /// The temporary file; null if standard input is not one of the paths.
  @Nullable Path file() {
    return file;
  }

  /// The paths that are not standard input.
  List<Path> otherPaths(List<Path> paths) {
    return paths.stream().filter(path -> !path.equals(DASH)).toList();
  }

  @Override
  public void close() {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
        Path folder = file.getParent();
        if (folder != null) {
          Files.deleteIfExists(folder);
        }
      }
    } catch (IOException _) {
      // the system removes temporary files later
    }
  }
}
