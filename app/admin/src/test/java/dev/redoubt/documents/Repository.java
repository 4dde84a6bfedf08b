package dev.redoubt.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The files of the checkout, without the output of builds and tools.
final class Repository {

  static final Path ROOT =
      Path.of(System.getProperty("redoubt.root", "../..")).toAbsolutePath().normalize();

  private static final Set<String> NOT_OURS =
      Set.of("target", ".git", ".redoubt", ".redoubt-data", ".idea", ".vscode", "node_modules");

  private static final List<Path> FILES = walk();

  private static final List<MarkdownPage> PAGES =
      files(Set.of("md")).stream().map(MarkdownPage::read).toList();

  private Repository() {}

  private static List<Path> walk() {
    List<Path> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          ROOT,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return NOT_OURS.contains(String.valueOf(folder.getFileName()))
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              found.add(file);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    found.sort(null);
    return List.copyOf(found);
  }

  /// All files whose name has one of these extensions, sorted.
  static List<Path> files(Set<String> extensions) {
    return FILES.stream().filter(file -> extensions.contains(extension(file))).toList();
  }

  /// All files, sorted, by their paths below the root, with `/`.
  static List<String> names() {
    return FILES.stream().map(Repository::name).toList();
  }

  private static String extension(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /// The path of a file below the root, with `/`.
  static String name(Path file) {
    return ROOT.relativize(file).toString().replace('\\', '/');
  }

  /// Every document.
  static List<MarkdownPage> pages() {
    return PAGES;
  }

  /// The documents for users, whose commands run as printed: README, `docs/*.md`, the samples.
  static List<MarkdownPage> userPages() {
    return PAGES.stream()
        .filter(page -> page.name().matches("README\\.md|docs/[^/]+\\.md|samples/README\\.md"))
        .toList();
  }

  /// The text of a file.
  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(Repository.name(file), e);
    }
  }
}
