package dev.redoubt.scan.engine;

import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.ScanOptions;
import dev.redoubt.scan.ScanReport;
import dev.redoubt.scan.ScanReport.Skipped;
import dev.redoubt.scan.ScannedFile;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Scans files and folders.
public final class TreeScan {

  private final ScanOptions options;
  private final ModelScanner.Progress progress;
  private final List<ScannedPath> looked = new ArrayList<>();
  private final List<Skipped> skipped = new ArrayList<>();

  /// Files that are still to be scanned once all links are known, because the names of links
  /// influence how a file is read.
  private final List<PendingFile> pending = new ArrayList<>();

  private final Map<Path, String> links = new LinkedHashMap<>();

  /// The names of links, relative to what is scanned.
  private final Map<Path, String> relatives = new HashMap<>();

  /// The names of the links to each real path, relative to what is scanned.
  private final Map<Path, List<String>> aliases = new HashMap<>();

  private final NeighbourResolver neighbours = new NeighbourResolver();

  /// A file to scan.
  ///
  /// @param relative its path relative to what is scanned
  private record PendingFile(Path path, String name, String relative) {}

  /// A file that was scanned, or that could not be.
  private record ScannedPath(Path path, PendingFileScan file) {}

  public TreeScan(ScanOptions options, ModelScanner.Progress progress) {
    this.options = options;
    this.progress = progress;
  }

  public ScanReport scan(List<Path> paths) {
    for (Path path : paths) {
      start(path);
    }
    links.forEach(this::link);
    pending.forEach(this::file);
    ContentExpectations all = new ContentExpectations();
    for (ScannedPath each : looked) {
      all.addAll(each.file().expectations());
      for (NeighbourQuestion question : each.file().questions()) {
        each.file().answer(question, neighbours.of(each.path(), question));
      }
    }
    List<ScannedFile> files =
        looked.stream()
            .map(each -> each.file().beside(all, neighbours.holdsNumbers(each.path())))
            .sorted(Comparator.comparing(ScannedFile::name))
            .toList();
    skipped.sort(Comparator.comparing(Skipped::name));
    return new ScanReport(files, skipped);
  }

  private void start(Path path) {
    // A path that the user names is followed, even if it is a link.
    try {
      Path start = Files.isSymbolicLink(path) ? path.toRealPath() : path;
      if (!start.equals(path)) {
        neighbours.link(path, start);
        alias(start, Files.isDirectory(start) ? "" : shown(path));
      }
      Files.walkFileTree(start, new Visitor(start, path));
    } catch (IOException e) {
      looked.add(new ScannedPath(path, FileScan.unread(options, shown(path), -1, e)));
    }
  }

  private void file(PendingFile file) {
    try (ByteSource source = ByteSource.of(file.path())) {
      progress.next(file.name(), source.size());
      looked.add(
          new ScannedPath(file.path(), FileScan.run(options, file.name(), names(file), source)));
    } catch (IOException e) {
      looked.add(new ScannedPath(file.path(), FileScan.unread(options, file.name(), -1, e)));
    }
  }

  private void alias(Path target, String name) {
    aliases.computeIfAbsent(target, _ -> new ArrayList<>()).add(name);
  }

  /// The names of a file: its own, and those of links to it or to a folder that contains it.
  private List<String> names(PendingFile file) {
    Set<String> names = new LinkedHashSet<>(List.of(file.relative()));
    Path real = NeighbourResolver.real(file.path());
    for (Path up = real; up != null && real != null; up = up.getParent()) {
      for (String link : aliases.getOrDefault(up, List.of())) {
        String rest = shown(up.relativize(real));
        names.add(rest.isEmpty() ? link : link.isEmpty() ? rest : link + "/" + rest);
      }
    }
    return List.copyOf(names);
  }

  /// A link whose target is part of the scan needs no scan of its own.
  private void link(Path link, String name) {
    try {
      Path target = link.toRealPath();
      neighbours.link(link, target);
      alias(target, relatives.getOrDefault(link, name));
      if (!neighbours.wasSeen(target)) {
        skipped.add(new Skipped(name, "symbolic link to a path outside the scan; not followed"));
      }
    } catch (IOException _) {
      skipped.add(new Skipped(name, "broken symbolic link"));
    }
  }

  private static String shown(Path path) {
    return path.toString().replace('\\', '/');
  }

  private final class Visitor extends SimpleFileVisitor<Path> {

    private final Path start;
    private final Path named;

    Visitor(Path start, Path named) {
      this.start = start;
      this.named = named;
    }

    private String name(Path file) {
      return shown(file.equals(start) ? named : named.resolve(start.relativize(file).toString()));
    }

    /// The path relative to the scanned folder; a file that is named by itself keeps its path.
    private String relative(Path file) {
      return shown(file.equals(start) ? named : start.relativize(file));
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isSymbolicLink()) {
        links.put(file, name(file));
        relatives.put(file, relative(file));
      } else if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        skipped.add(new Skipped(name(file), "not a regular file"));
      } else {
        pending.add(new PendingFile(file, name(file), relative(file)));
        seen(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      seen(folder);
      return FileVisitResult.CONTINUE;
    }

    private void seen(Path path) {
      try {
        neighbours.saw(path.toRealPath());
      } catch (IOException _) {
        // It no longer exists; a link to it is broken.
      }
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException cause) {
      looked.add(new ScannedPath(file, FileScan.unread(options, name(file), -1, cause)));
      return FileVisitResult.CONTINUE;
    }
  }
}
