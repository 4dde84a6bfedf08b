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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// The files of one project. No path leaves it, neither by `..` nor by a symbolic link.
final class ProjectFiles {

  /// Far more than the compiler takes; what is more is no content of a template.
  static final int MAX_BYTES = 16 << 20;

  private final Path root;
  private final Function<Path, String> naming;
  private final Map<Path, LoadStep<byte[]>> read = new ConcurrentHashMap<>();

  /// @param root the folder of the project
  /// @param naming what to call a file in messages
  ProjectFiles(Path root, Function<Path, String> naming) {
    this.root = root;
    this.naming = naming;
  }

  /// A file or a folder.
  ///
  /// @param path as its folders are named on the way from where it is asked for
  /// @param real where it is, all links followed
  /// @param name what to call it in messages
  record Place(Path path, Path real, String name) {}

  /// A file that is there.
  ///
  /// @param written the path as the user wrote it, relative to the file that asks
  LoadStep<Place> file(String written, Path asking) {
    return place(written, asking)
        .then(
            place ->
                Files.isRegularFile(place.real())
                    ? LoadStep.done(place)
                    : LoadStep.failed(
                        Files.isDirectory(place.real())
                            ? QuotedInput.of(written) + " is a folder; name a file"
                            : QuotedInput.of(written) + " is no ordinary file"));
  }

  /// A folder that is there; the path as in [#file].
  LoadStep<Place> folder(String written, Path asking) {
    return place(written, asking)
        .then(
            place ->
                Files.isDirectory(place.real())
                    ? LoadStep.done(place)
                    : LoadStep.failed(QuotedInput.of(written) + " is a file; name a folder"));
  }

  /// The content of a file; each is read once.
  LoadStep<byte[]> bytes(Place file) {
    return read.computeIfAbsent(file.real(), _ -> readBytes(file));
  }

  private static LoadStep<byte[]> readBytes(Place file) {
    try (InputStream in = Files.newInputStream(file.real())) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      return bytes.length > MAX_BYTES
          ? LoadStep.failed(
              "%s has more than %d MB".formatted(QuotedInput.of(file.name()), MAX_BYTES >> 20))
          : LoadStep.done(bytes);
    } catch (IOException e) {
      return LoadStep.failed(QuotedInput.of(file.name()) + " cannot be read: " + reason(e));
    }
  }

  private LoadStep<Place> place(String written, Path asking) {
    String complaint = RelativePath.complaint(written);
    if (complaint != null) {
      return LoadStep.failed(complaint);
    }
    if (written.equals("~") || written.startsWith("~/")) {
      return LoadStep.failed(
          QuotedInput.of(written) + " begins with `~`; write it relative to this file");
    }
    Path folder = asking.toAbsolutePath().normalize().getParent();
    if (folder == null) {
      return LoadStep.failed(
          QuotedInput.of(written) + " is looked for beside a file that has no folder");
    }
    try {
      return inside(folder.resolve(written).normalize(), written);
    } catch (InvalidPathException _) {
      return LoadStep.failed(QuotedInput.of(written) + " is no path that this machine can have");
    } catch (IOException e) {
      return LoadStep.failed(QuotedInput.of(written) + " cannot be read: " + reason(e));
    }
  }

  private LoadStep<Place> inside(Path path, String written) throws IOException {
    Path realRoot = root.toRealPath();
    boolean named = path.startsWith(root.toAbsolutePath().normalize()) || path.startsWith(realRoot);
    Path real = named ? path.toRealPath() : path;
    if (!named || !real.startsWith(realRoot)) {
      return LoadStep.failed(
          QuotedInput.of(written) + " lies outside of the folder that is read; it is not known");
    }
    return LoadStep.done(new Place(path, real, naming.apply(path)));
  }

  private static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "no such file";
      case AccessDeniedException _ -> "permission denied";
      default -> e.getMessage() == null ? "input/output error" : e.getMessage();
    };
  }
}
