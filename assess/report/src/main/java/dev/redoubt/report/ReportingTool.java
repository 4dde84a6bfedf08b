package dev.redoubt.report;

/// Name and version of the tool in machine-readable reports.
///
/// @param version a semantic version, `0.1.0` or `0.1.0-SNAPSHOT`
/// @param documentation the URI of the folder of documents, ending in a slash; empty if the build
///   does not configure one
public record ReportingTool(String name, String version, String documentation) {

  private static final String SCHEME = "https://";

  /// A property of the build that is not configured may be unset or its own name.
  public ReportingTool {
    if (!documentation.startsWith(SCHEME)) {
      documentation = "";
    } else if (!documentation.endsWith("/")) {
      documentation = documentation + "/";
    }
  }

  /// Whether pages have an address.
  boolean hasDocumentation() {
    return !documentation.isEmpty();
  }

  /// The address of the page of a control.
  String pageOf(String control) {
    return documentation + pathOf(control);
  }

  /// The page of a control, relative to the folder of documents.
  static String pathOf(String control) {
    return "controls/" + control + ".md";
  }
}
