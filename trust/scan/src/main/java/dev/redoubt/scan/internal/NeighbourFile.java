package dev.redoubt.scan.internal;

/// What is at a path beside a content, in its folder or archive.
public sealed interface NeighbourFile {

  /// A file, or a link that stays in the folder or among the scanned files.
  ///
  /// @param size in bytes
  record File(long size) implements NeighbourFile {}

  /// A link to a path outside the folder and outside the scan.
  ///
  /// @param target where it points to
  record Elsewhere(String target) implements NeighbourFile {}

  /// Nothing that can be read.
  record Absent() implements NeighbourFile {}

  /// Unknown, because the content was passed without a folder.
  record Unseen() implements NeighbourFile {}
}
