package dev.redoubt.report;

import dev.redoubt.findings.Assessment;
import java.io.IOException;

/// Writes an assessment in one format.
///
/// Deterministic: the same assessment always results in the same text, so that reports can be
/// compared and committed.
public interface AssessmentReporter {

  /// Writes the whole report, ending with a line break.
  ///
  /// @throws IOException what `out` throws
  void write(Assessment assessment, Appendable out) throws IOException;
}
