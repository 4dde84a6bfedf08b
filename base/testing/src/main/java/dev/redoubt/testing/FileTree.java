package dev.redoubt.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder that a test fills with text files.
///
/// @param folder that exists
public record FileTree(Path folder) {

  /// Writes a file, and the folders above it.
  ///
  /// @param name the path below the folder
  public FileTree file(String name, String text) {
    Path file = folder.resolve(name);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /// The path of a file.
  public Path path(String name) {
    return folder.resolve(name);
  }
}
