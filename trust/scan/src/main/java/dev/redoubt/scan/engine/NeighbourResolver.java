package dev.redoubt.scan.engine;

import dev.redoubt.scan.internal.NeighbourFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Looks up files beside the scanned files. A file that symbolic links point to, as in a model
/// cache, has neighbors at its own path and at those of the links, because a loader that follows a
/// link looks beside the link.
final class NeighbourResolver {

  /// The real paths of scanned files and folders.
  private final Set<Path> seen = new HashSet<>();

  /// The folders of the links to a file, by its real path.
  private final Map<Path, List<Path>> folders = new HashMap<>();

  /// Real paths of files that other files declare to be raw numbers.
  private final Set<Path> numbers = new HashSet<>();

  void saw(Path real) {
    seen.add(real);
  }

  boolean wasSeen(Path real) {
    return seen.contains(real);
  }

  void link(Path link, Path target) {
    folders.computeIfAbsent(target, _ -> new ArrayList<>()).add(folder(link));
  }

  /// Whether another file declares this one to be raw numbers, by the name of a link to it.
  boolean holdsNumbers(Path file) {
    Path real = real(file);
    return real != null && numbers.contains(real);
  }

  NeighbourFile of(Path file, NeighbourQuestion question) {
    Path own = real(file);
    if (own == null) {
      return new NeighbourFile.Absent();
    }
    List<Path> places = new ArrayList<>(List.of(folder(file)));
    places.addAll(folders.getOrDefault(own, List.of()));
    NeighbourFile found = new NeighbourFile.Absent();
    for (Path place : places) {
      NeighbourFile next = in(place, folder(own), question);
      if (next instanceof NeighbourFile.File) {
        return next;
      }
      found = next instanceof NeighbourFile.Elsewhere ? next : found;
    }
    return found;
  }

  private NeighbourFile in(Path place, Path own, NeighbourQuestion question) {
    try {
      Path real = place.resolve(question.path()).toRealPath();
      Path here = place.toRealPath();
      if (!Files.isRegularFile(real)) {
        return new NeighbourFile.Absent();
      }
      if (!real.startsWith(here) && !seen.contains(real) && !own.equals(real.getParent())) {
        return new NeighbourFile.Elsewhere(real.toString().replace('\\', '/'));
      }
      if (question.numbers()) {
        numbers.add(real);
      }
      return new NeighbourFile.File(Files.size(real));
    } catch (IOException | InvalidPathException _) {
      return new NeighbourFile.Absent();
    }
  }

  private static Path folder(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }

  /// The real path of a file; null if it no longer exists.
  static @Nullable Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException _) {
      return null;
    }
  }
}
