package dev.redoubt.report;

import dev.redoubt.findings.Assessment;
import java.io.IOException;

/// Writes an assessment in one format.
///
/// The same assessment always gives the same text: reports are compared, and kept in repositories.
public interface AssessmentReporter {

  /// Writes the whole report, ending with a line break.
  ///
  /// @throws IOException what `out` throws
  void write(Assessment assessment, Appendable out) throws IOException;
}
