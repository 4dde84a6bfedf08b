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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The scan of files and folders.
public final class TreeScan {

  private final ScanOptions options;
  private final Scanner.Progress progress;
  private final List<Looked> looked = new ArrayList<>();
  private final List<Skipped> skipped = new ArrayList<>();

  private final Map<Path, String> links = new LinkedHashMap<>();
  private final Neighbours neighbours = new Neighbours();

  /// A file that was looked at, or could not be.
  private record Looked(Path path, Pending file) {}

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
    for (Looked each : looked) {
      all.addAll(each.file().expectations());
      for (Question question : each.file().questions()) {
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
    // What a user names is meant, also where it is a link.
    try {
      Path start = Files.isSymbolicLink(path) ? path.toRealPath() : path;
      if (!start.equals(path)) {
        neighbours.link(path, start);
      }
      Files.walkFileTree(start, new Visitor(start, path));
    } catch (IOException e) {
      looked.add(new Looked(path, FileScan.unread(options, shown(path), -1, e)));
    }
  }

  private void file(Path file, String name) {
    try (ByteSource source = ByteSource.of(file)) {
      progress.next(name, source.size());
      looked.add(new Looked(file, FileScan.run(options, name, source)));
    } catch (IOException e) {
      looked.add(new Looked(file, FileScan.unread(options, name, -1, e)));
    }
  }

  /// A link needs no look of its own where what it leads to has had one.
  private void link(Path link, String name) {
    try {
      Path target = link.toRealPath();
      neighbours.link(link, target);
      if (!neighbours.wasSeen(target)) {
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
        neighbours.saw(path.toRealPath());
      } catch (IOException _) {
        // It is gone; a link to it leads nowhere.
      }
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException cause) {
      looked.add(new Looked(file, FileScan.unread(options, name(file), -1, cause)));
      return FileVisitResult.CONTINUE;
    }
  }
}
