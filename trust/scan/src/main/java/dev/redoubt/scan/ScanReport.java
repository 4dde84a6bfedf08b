package dev.redoubt.scan;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The result of a scan of several files.
///
/// @param files in order of name
/// @param skipped what exists but was not scanned, with the reason; if there is any, the verdict of
///   the report is at least unreadable
public record ScanReport(List<ScannedFile> files, List<Skipped> skipped) {

  /// Something that exists but was not scanned.
  ///
  /// @param name as the caller names it
  /// @param reason for the report: `symbolic link to a path outside the scan; not followed`
  public record Skipped(String name, String reason) {}

  public ScanReport {
    files = List.copyOf(files);
    skipped = List.copyOf(skipped);
  }

  /// The worst verdict of all files. What was not scanned is not known to be clean.
  public ScanVerdict verdict() {
    Stream<ScanVerdict> unknown = skipped.stream().map(_ -> ScanVerdict.UNREADABLE);
    return ScanVerdict.worst(
        Stream.concat(files.stream().map(ScannedFile::verdict), unknown).toList());
  }

  /// Whether nothing was scanned or skipped, so that the verdict has no meaning.
  public boolean isEmpty() {
    return files.isEmpty() && skipped.isEmpty();
  }

  /// The number of files with each verdict; contains every verdict.
  public Map<ScanVerdict, Integer> counts() {
    Map<ScanVerdict, Integer> counts = new EnumMap<>(ScanVerdict.class);
    for (ScanVerdict verdict : ScanVerdict.values()) {
      counts.put(verdict, 0);
    }
    for (ScannedFile file : files) {
      counts.merge(file.verdict(), 1, Integer::sum);
    }
    return counts;
  }

  /// The total size of all files, in bytes.
  public long bytes() {
    return files.stream().mapToLong(file -> Math.max(0, file.size())).sum();
  }
}
