package dev.redoubt.scan.internal;

/// What is at a path beside a content: in its folder, or in the archive that it is in.
public sealed interface NeighbourFile {

  /// A file, also where a link leads to it that stays in the folder or among what is scanned.
  ///
  /// @param size in bytes
  record File(long size) implements NeighbourFile {}

  /// A link that leads out of the folder and of what is scanned.
  ///
  /// @param target where it ends
  record Elsewhere(String target) implements NeighbourFile {}

  /// Nothing that could be read.
  record Absent() implements NeighbourFile {}

  /// The content was given by itself, so that nobody knows.
  record Unseen() implements NeighbourFile {}
}
