package dev.redoubt.scan.engine;

import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.ScanOptions;
import dev.redoubt.scan.ScanReport;
import dev.redoubt.scan.ScannedFile;
import java.nio.file.Path;
import java.util.List;

/// Looks at model files, and says what loading them would do. Nothing of them is ever run.
///
/// Whatever goes wrong with a file is a detection of that file, which is then unreadable; nothing
/// here throws for the sake of what is read. A scanner holds no state and may be used by many
/// threads.
public final class ModelScanner {

  /// Hears how far a scan is.
  @FunctionalInterface
  public interface Progress {
    /// A file is looked at next.
    ///
    /// @param bytes its size
    void next(String name, long bytes);
  }

  private final ScanOptions options;

  private ModelScanner(ScanOptions options) {
    this.options = options;
  }

  /// One that scans so.
  public static ModelScanner of(ScanOptions options) {
    return new ModelScanner(options);
  }

  /// Looks at one content.
  ///
  /// @param name for the report, and the path by which loaders find it: that adds ways to look, and
  ///   takes none away
  /// @param source it is read, not closed
  public ScannedFile scan(String name, ByteSource source) {
    return FileScan.of(options, name, source);
  }

  /// Looks at files, and at all files in folders. A symbolic link in a folder is not followed: what
  /// it leads to is looked at where it is, if that is among the paths too, and counts as skipped
  /// otherwise.
  public ScanReport scan(List<Path> paths) {
    return scan(paths, (name, bytes) -> {});
  }

  /// As above, and tells of each file before it is looked at.
  public ScanReport scan(List<Path> paths, Progress progress) {
    return new TreeScan(options, progress).scan(paths);
  }
}
