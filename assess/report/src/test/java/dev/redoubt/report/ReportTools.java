package dev.redoubt.report;

/// Tools for tests of reports.
final class ReportTools {

  /// A released version with a public address.
  static final ReportingTool EXAMPLE =
      new ReportingTool("redoubt", "0.1.0", "https://example.org/docs/");

  private ReportTools() {}
}
