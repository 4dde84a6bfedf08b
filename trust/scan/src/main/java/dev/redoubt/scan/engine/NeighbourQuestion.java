package dev.redoubt.scan.engine;

import dev.redoubt.scan.Detection;
import dev.redoubt.scan.DetectionLocation;
import dev.redoubt.scan.internal.NeighbourFile;
import java.util.Optional;
import java.util.function.Function;

/// A question of an analyzer about a file beside a content, answered at the end of the scan.
///
/// @param from the content that the question is about
/// @param path with forward slashes, relative to the folder of `from`, never outside it
/// @param numbers whether the file holds raw numbers, as in
///   [dev.redoubt.scan.internal.ScanContext#expectNumbers]
/// @param answer derives a detection from what is found there
record NeighbourQuestion(
    DetectionLocation from,
    String path,
    boolean numbers,
    Function<NeighbourFile, Optional<Detection>> answer) {

  /// Whether only the file system can answer it, and not the scanned file itself.
  boolean isOfFile() {
    return from.members().size() == 1;
  }

  /// The location of the neighbor, in the same archive.
  DetectionLocation place() {
    String own = from.members().getLast().replace('\\', '/');
    String folder = own.substring(0, own.lastIndexOf('/') + 1);
    DetectionLocation last = DetectionLocation.of(folder + path);
    DetectionLocation outer = null;
    for (String member : from.members().subList(0, from.members().size() - 1)) {
      outer = outer == null ? DetectionLocation.of(member) : outer.member(member);
    }
    return outer == null ? last : outer.member(last.path());
  }
}
