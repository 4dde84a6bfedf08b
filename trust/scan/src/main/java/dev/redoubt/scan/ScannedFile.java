package dev.redoubt.scan;

import java.util.List;

/// The result of a scan of one file.
///
/// @param name as the caller names it
/// @param formats its format; several if programs for different formats accept it
/// @param size in bytes; -1 if the size could not be determined
/// @param verdict the worst verdict of the detections
/// @param detections worst first, then by location
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
