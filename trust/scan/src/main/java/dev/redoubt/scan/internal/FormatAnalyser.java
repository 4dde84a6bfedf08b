package dev.redoubt.scan.internal;

import java.io.IOException;

/// Analyzes contents of one format.
///
/// Problems with the content are reported, never thrown; content that cannot be understood is
/// reported with a rule whose verdict is unreadable. An [IOException] means that the bytes cannot
/// be read.
public interface FormatAnalyser {

  /// Analyzes the content, reports detections, and passes nested content to the scan.
  void analyse(ScannedContent content, ScanContext context) throws IOException;
}
