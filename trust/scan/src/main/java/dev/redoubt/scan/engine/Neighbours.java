package dev.redoubt.scan.engine;

import dev.redoubt.scan.internal.Neighbour;
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
final class Neighbours {

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

  Neighbour of(Path file, Question question) {
    Path own = real(file);
    if (own == null) {
      return new Neighbour.Absent();
    }
    List<Path> places = new ArrayList<>(List.of(folder(file)));
    places.addAll(folders.getOrDefault(own, List.of()));
    Neighbour found = new Neighbour.Absent();
    for (Path place : places) {
      Neighbour next = in(place, folder(own), question);
      if (next instanceof Neighbour.File) {
        return next;
      }
      found = next instanceof Neighbour.Elsewhere ? next : found;
    }
    return found;
  }

  private Neighbour in(Path place, Path own, Question question) {
    try {
      Path real = place.resolve(question.path()).toRealPath();
      Path here = place.toRealPath();
      if (!Files.isRegularFile(real)) {
        return new Neighbour.Absent();
      }
      if (!real.startsWith(here) && !seen.contains(real) && !own.equals(real.getParent())) {
        return new Neighbour.Elsewhere(real.toString().replace('\\', '/'));
      }
      if (question.numbers()) {
        numbers.add(real);
      }
      return new Neighbour.File(Files.size(real));
    } catch (IOException | InvalidPathException _) {
      return new Neighbour.Absent();
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
