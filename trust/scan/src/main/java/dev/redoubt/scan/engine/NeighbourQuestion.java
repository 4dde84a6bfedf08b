package dev.redoubt.scan.engine;

import dev.redoubt.scan.Detection;
import dev.redoubt.scan.DetectionLocation;
import dev.redoubt.scan.internal.NeighbourFile;
import java.util.Optional;
import java.util.function.Function;

/// What an analyser wants to know about something beside a content, once all of a scan was seen.
///
/// @param from the content that asks
/// @param path with forward slashes, from the folder of `from`, not leading out of it
/// @param numbers whether what is there holds plain numbers, as [Inspection#expectNumbers] says
/// @param answer what follows from what is there
record NeighbourQuestion(
    DetectionLocation from,
    String path,
    boolean numbers,
    Function<NeighbourFile, Optional<Detection>> answer) {

  /// Whether it can only be answered outside of the file that was scanned.
  boolean isOfFile() {
    return from.members().size() == 1;
  }

  /// The place beside that is asked for, in the same archive.
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
