package dev.redoubt.report;

/// The tool that made a report, as machine-readable reports name it.
///
/// @param version a semantic version, `0.1.0` or `0.1.0-SNAPSHOT`
public record ReportingTool(String name, String version) {}
