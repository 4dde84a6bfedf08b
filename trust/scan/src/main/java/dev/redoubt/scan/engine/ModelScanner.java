package dev.redoubt.scan.engine;

import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.ScanOptions;
import dev.redoubt.scan.ScanReport;
import dev.redoubt.scan.ScannedFile;
import java.nio.file.Path;
import java.util.List;

/// Scans model files and reports what loading them would do. Never runs any part of them.
///
/// Whatever goes wrong with a file becomes a detection of that file, which is then unreadable; no
/// method throws because of the content. A scanner has no state and is safe for use by several
/// threads.
public final class ModelScanner {

  /// Receives the progress of a scan.
  @FunctionalInterface
  public interface Progress {
    /// Called before a file is scanned.
    ///
    /// @param bytes its size
    void next(String name, long bytes);
  }

  private final ScanOptions options;

  private ModelScanner(ScanOptions options) {
    this.options = options;
  }

  /// Creates a scanner.
  public static ModelScanner of(ScanOptions options) {
    return new ModelScanner(options);
  }

  /// Scans one content.
  ///
  /// @param name for the report, and the path by which loaders find the content: it adds checks and
  ///   never removes one
  /// @param source is read, not closed
  public ScannedFile scan(String name, ByteSource source) {
    return FileScan.of(options, name, source);
  }

  /// Scans files, and all files in folders. Symbolic links in a folder are not followed: the target
  /// is scanned at its own path if that is part of the scan, and is reported as skipped otherwise.
  public ScanReport scan(List<Path> paths) {
    return scan(paths, (name, bytes) -> {});
  }

  /// Scans files and folders, and reports each file before it is scanned.
  public ScanReport scan(List<Path> paths, Progress progress) {
    return new TreeScan(options, progress).scan(paths);
  }
}
