package dev.redoubt.report;

/// Name and version of the tool in machine-readable reports.
///
/// @param version a semantic version, `0.1.0` or `0.1.0-SNAPSHOT`
/// @param documentation the URI of the folder of documents, ending in a slash; empty if there is
///   none
public record ReportingTool(String name, String version, String documentation) {

  /// The page of a control.
  String pageOf(String control) {
    return documentation + "controls/" + control + ".md";
  }
}
