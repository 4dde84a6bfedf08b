package dev.redoubt.fixes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The files below the folders that a user asked to assess, and the files that they named. No other
/// file is read or changed, also not through symbolic links.
public final class AssessedFiles {

  /// The largest file that is read; larger ones are not templates.
  private static final int MAX_BYTES = 16 << 20;

  private final List<Path> roots = new ArrayList<>();

  /// @param paths files and folders; those that do not exist are left out
  public AssessedFiles(List<Path> paths) {
    for (Path path : paths) {
      try {
        roots.add(path.toRealPath());
      } catch (IOException _) {
        // not assessed either
      }
    }
  }

  /// The text of a file; null if it is not one of these files, or not UTF-8.
  ///
  /// @param name the display name: the path as the user wrote it
  public @Nullable String read(String name) {
    Path file = find(name);
    try {
      if (file == null || Files.size(file) > MAX_BYTES) {
        return null;
      }
      byte[] bytes = Files.readAllBytes(file);
      String text = new String(bytes, StandardCharsets.UTF_8);
      return Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes) ? text : null;
    } catch (IOException _) {
      return null;
    }
  }

  /// Whether the permissions of a file allow its owner to change it. A privileged user could change
  /// others too, but their owner does not want that.
  boolean isWritable(String name) {
    Path file = find(name);
    if (file == null || !Files.isWritable(file)) {
      return false;
    }
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    try {
      return view == null
          || view.readAttributes().permissions().contains(PosixFilePermission.OWNER_WRITE);
    } catch (IOException _) {
      return false;
    }
  }

  /// Replaces the text of a file atomically; its permissions stay.
  void write(String name, String text) throws IOException {
    Path file = find(name);
    if (file == null) {
      throw new IOException("the file is outside the assessed folders");
    }
    Path folder = file.getParent();
    Path temporary = Files.createTempFile(folder, ".redoubt-", ".tmp");
    try {
      Files.writeString(temporary, text);
      PosixFileAttributeView old = Files.getFileAttributeView(file, PosixFileAttributeView.class);
      if (old != null) {
        Files.setPosixFilePermissions(temporary, old.readAttributes().permissions());
      }
      move(temporary, file);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException _) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private @Nullable Path find(String name) {
    try {
      Path file = Path.of(name).toRealPath();
      return Files.isRegularFile(file) && roots.stream().anyMatch(file::startsWith) ? file : null;
    } catch (IOException | InvalidPathException _) {
      return null;
    }
  }
}
