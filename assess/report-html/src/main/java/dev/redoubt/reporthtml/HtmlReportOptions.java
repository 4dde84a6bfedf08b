package dev.redoubt.reporthtml;

import dev.redoubt.findings.diagram.WorkloadDiagram;
import dev.redoubt.findings.result.FailureThreshold;
import java.time.LocalDate;
import java.util.function.Function;

/// What an HTML report shows beside the assessment.
///
/// @param tool the name of the tool
/// @param version its version
/// @param threshold determines the result
/// @param today decides which statements of persons have expired
/// @param sourceUrl a template for links to lines of files: an `https` address to which
///   `path#Lline` is appended, or one with the placeholders `{file}` and `{line}`; empty for no
///   links
/// @param picture draws a diagram as an SVG element; it is trusted, so it must have escaped every
///   text of the assessment
public record HtmlReportOptions(
    String tool,
    String version,
    FailureThreshold threshold,
    LocalDate today,
    String sourceUrl,
    Function<WorkloadDiagram, String> picture) {}
