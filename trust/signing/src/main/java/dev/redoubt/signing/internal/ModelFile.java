package dev.redoubt.signing.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A file of a model, with its attributes at the time of listing.
///
/// @param path where it is
/// @param name relative to the model, or `.` for a model that is this file
/// @param size in bytes
/// @param modified when its content changed last
/// @param identity what tells it from another file at the same path, where the system knows
public record ModelFile(
    Path path, String name, long size, FileTime modified, @Nullable Object identity) {

  static ModelFile of(Path path, String name, BasicFileAttributes attributes) {
    return new ModelFile(
        path, name, attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
  }

  /// Whether it is still what it was, as far as its size, time and identity tell.
  boolean isUnchanged() throws IOException {
    BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
    return now.isRegularFile()
        && now.size() == size
        && now.lastModifiedTime().equals(modified)
        && Objects.equals(now.fileKey(), identity);
  }
}
