package dev.redoubt.cli;

import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.VersionInfo;
import dev.redoubt.findings.DeclarationFingerprints;
import dev.redoubt.findings.diagram.WorkloadDiagram;
import dev.redoubt.findings.result.FailureThreshold;
import dev.redoubt.report.AssessmentReporter;
import dev.redoubt.report.ReportingTool;
import dev.redoubt.reporthtml.HtmlReport;
import dev.redoubt.reporthtml.HtmlReportOptions;
import dev.redoubt.reporthtml.diagram.DiagramFigure;
import dev.redoubt.reporthtml.diagram.PictureOptions;
import java.time.LocalDate;
import java.time.ZoneId;

/// Makes HTML reports. The classes behind them are loaded only when one is written.
final class HtmlReports {

  private HtmlReports() {}

  static AssessmentReporter reporter(
      AssessmentDetails details, FailureThreshold threshold, String sourceUrl, Terminal terminal) {
    LocalDate today = LocalDate.ofInstant(ReportTime.of(terminal), ZoneId.systemDefault());
    ReportingTool tool = VersionInfo.tool();
    HtmlReport report =
        new HtmlReport(
            new HtmlReportOptions(
                tool.name(), tool.version(), threshold, today, sourceUrl, HtmlReports::figure));
    return (assessment, out) -> report.write(assessment, details.of(assessment, today), out);
  }

  /// Prefixes of ids differ by view and deployment, and do not depend on the order of the pictures.
  private static String figure(WorkloadDiagram diagram) {
    String prefix =
        diagram.view().word() + "-" + DeclarationFingerprints.hash(diagram.deployment());
    return DiagramFigure.html(
        diagram, new PictureOptions(true, prefix, finding -> "#" + HtmlReport.anchor(finding)));
  }
}
