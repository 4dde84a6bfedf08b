package dev.redoubt.scan.internal;

import java.io.IOException;

/// Looks at contents of one format.
///
/// What is wrong with the content is reported, never thrown; what cannot be understood is reported
/// with a rule whose verdict is unreadable. An [IOException] means that the bytes cannot be had.
public interface FormatAnalyser {

  /// Looks at the content, reports what it finds, and hands on what is inside.
  void analyse(ScannedContent content, ScanContext inspection) throws IOException;
}
