package dev.redoubt.scan;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What a scan of several files found.
///
/// @param files in order of name
/// @param skipped what was not looked at although it was there, with the reason; with such a thing
///   the whole is unreadable at best
public record ScanReport(List<ScannedFile> files, List<Skipped> skipped) {

  /// Something that was there and was not looked at.
  ///
  /// @param name as the caller calls it
  /// @param reason in the user's words: `link to something outside, not followed`
  public record Skipped(String name, String reason) {}

  public ScanReport {
    files = List.copyOf(files);
    skipped = List.copyOf(skipped);
  }

  /// The worst of all files. What was not looked at is not known to be clean.
  public ScanVerdict verdict() {
    Stream<ScanVerdict> unknown = skipped.stream().map(_ -> ScanVerdict.UNREADABLE);
    return ScanVerdict.worst(
        Stream.concat(files.stream().map(ScannedFile::verdict), unknown).toList());
  }

  /// Whether there was nothing at all, so that the verdict says nothing.
  public boolean isEmpty() {
    return files.isEmpty() && skipped.isEmpty();
  }

  /// How many files have each verdict; every verdict is there.
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

  /// The size of all files together, in bytes.
  public long bytes() {
    return files.stream().mapToLong(file -> Math.max(0, file.size())).sum();
  }
}
