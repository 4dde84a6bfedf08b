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

/// What lies beside the files of a scan. A file to which links lead, as in a cache of models, has
/// neighbours where it is and where the links are: a loader that takes a link looks beside that.
final class NeighbourResolver {

  /// What was looked at: files and whole folders, by their real paths.
  private final Set<Path> seen = new HashSet<>();

  /// By the real path of a file: the folders of links to it.
  private final Map<Path, List<Path>> folders = new HashMap<>();

  /// Real paths of files that others take for plain numbers.
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

  /// Whether another file says so of this one, by the name of a link to it.
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

  /// Where a file is, all links followed; null where it is gone.
  static @Nullable Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException _) {
      return null;
    }
  }
}
