package dev.redoubt.scan.internal;

import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.ScanOptions;
import dev.redoubt.scan.ScanReport;
import dev.redoubt.scan.ScanReport.Skipped;
import dev.redoubt.scan.ScannedFile;
import dev.redoubt.scan.Scanner;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The scan of files and folders.
public final class TreeScan {

  private final ScanOptions options;
  private final Scanner.Progress progress;
  private final List<Pending> pending = new ArrayList<>();
  private final List<Skipped> skipped = new ArrayList<>();

  /// What was looked at: files and whole folders, by their real paths.
  private final Set<Path> seen = new HashSet<>();

  private final Map<Path, String> links = new LinkedHashMap<>();

  public TreeScan(ScanOptions options, Scanner.Progress progress) {
    this.options = options;
    this.progress = progress;
  }

  public ScanReport scan(List<Path> paths) {
    for (Path path : paths) {
      start(path);
    }
    links.forEach(this::link);
    Expectations all = new Expectations();
    pending.forEach(file -> all.addAll(file.expectations()));
    List<ScannedFile> files =
        pending.stream()
            .map(file -> file.beside(all))
            .sorted(Comparator.comparing(ScannedFile::name))
            .toList();
    skipped.sort(Comparator.comparing(Skipped::name));
    return new ScanReport(files, skipped);
  }

  private void start(Path path) {
    // What a user names is meant, also where it is a link.
    try {
      Path start = Files.isSymbolicLink(path) ? path.toRealPath() : path;
      Files.walkFileTree(start, new Visitor(start, path));
    } catch (IOException e) {
      pending.add(FileScan.unread(options, shown(path), -1, e));
    }
  }

  private void file(Path file, String name) {
    try (ByteSource source = ByteSource.of(file)) {
      progress.next(name, source.size());
      pending.add(FileScan.run(options, name, source));
    } catch (IOException e) {
      pending.add(FileScan.unread(options, name, -1, e));
    }
  }

  /// A link needs no look of its own where what it leads to has had one.
  private void link(Path link, String name) {
    try {
      if (!seen.contains(link.toRealPath())) {
        skipped.add(new Skipped(name, "link to something outside, not followed"));
      }
    } catch (IOException _) {
      skipped.add(new Skipped(name, "link that leads nowhere"));
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

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isSymbolicLink()) {
        links.put(file, name(file));
      } else if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        skipped.add(new Skipped(name(file), "not a file that can be read to an end"));
      } else {
        file(file, name(file));
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
        seen.add(path.toRealPath());
      } catch (IOException _) {
        // It is gone; a link to it leads nowhere.
      }
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException cause) {
      pending.add(FileScan.unread(options, name(file), -1, cause));
      return FileVisitResult.CONTINUE;
    }
  }
}
