package dev.redoubt.scan;

import java.util.List;

/// What a scan found in one file.
///
/// @param name as the caller calls it
/// @param formats what it is; more than one where readers of different formats would all take it
/// @param size in bytes; -1 where it could not even be asked
/// @param verdict the worst of the detections
/// @param detections worst first, then in order of place
public record ScannedFile(
    String name,
    List<FileFormat> formats,
    long size,
    ScanVerdict verdict,
    List<Detection> detections) {

  public ScannedFile {
    formats = List.copyOf(formats);
    detections = List.copyOf(detections);
  }
}
