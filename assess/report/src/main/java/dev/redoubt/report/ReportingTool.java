package dev.redoubt.report;

/// Name and version of the tool in machine-readable reports.
///
/// @param version a semantic version, `0.1.0` or `0.1.0-SNAPSHOT`
public record ReportingTool(String name, String version) {}
