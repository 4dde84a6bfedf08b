package dev.redoubt.workspace;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Lists the files below a folder, sorted by path. Does not follow symbolic links, so that it
/// terminates.
final class FolderWalk {

  /// Repositories have thousands of files; more than this is a home folder or a disk.
  static final int MAX_ENTRIES = 100_000;

  /// Deeper than folders in repositories.
  static final int MAX_DEPTH = 40;

  /// Folders of generated or downloaded files.
  private static final Set<String> IGNORED =
      Set.of(".git", ".redoubt", ".terraform", ".gradle", ".venv", "node_modules", "target");

  private final List<Path> files = new ArrayList<>();
  private final List<Path> linkedFolders = new ArrayList<>();
  private final List<Path> unreadable = new ArrayList<>();
  private boolean complete = true;

  private FolderWalk() {}

  /// Walks the folder; folders that cannot be opened are in [#unreadable].
  static FolderWalk of(Path folder) {
    FolderWalk walk = new FolderWalk();
    try {
      Files.walkFileTree(
          folder,
          EnumSet.noneOf(java.nio.file.FileVisitOption.class),
          MAX_DEPTH,
          walk.visitor(folder));
    } catch (IOException e) {
      walk.unreadable.add(folder);
    }
    walk.files.sort(null);
    walk.linkedFolders.sort(null);
    return walk;
  }

  private SimpleFileVisitor<Path> visitor(Path root) {
    return new SimpleFileVisitor<>() {
      private int entries;

      @Override
      public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        return !folder.equals(root) && IGNORED.contains(folder.getFileName().toString())
            ? FileVisitResult.SKIP_SUBTREE
            : FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (++entries > MAX_ENTRIES) {
          complete = false;
          return FileVisitResult.TERMINATE;
        }
        if (attributes.isDirectory()) {
          complete = false;
        } else if (attributes.isRegularFile()
            || (attributes.isSymbolicLink() && Files.isRegularFile(file))) {
          files.add(file);
        } else if (attributes.isSymbolicLink()
            && Files.isDirectory(file)
            && !IGNORED.contains(file.getFileName().toString())) {
          linkedFolders.add(file);
        }
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFileFailed(Path file, IOException e) {
        unreadable.add(file);
        return FileVisitResult.CONTINUE;
      }
    };
  }

  List<Path> files() {
    return files;
  }

  /// The symbolic links to folders, which are not followed.
  List<Path> linkedFolders() {
    return linkedFolders;
  }

  List<Path> unreadable() {
    return unreadable;
  }

  /// False if a limit was reached.
  boolean isComplete() {
    return complete;
  }
}
