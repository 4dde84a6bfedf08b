package dev.redoubt.reporthtml;

import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.detail.AssessmentDetail;
import dev.redoubt.page.PageOutput;
import dev.redoubt.reporthtml.internal.Anchors;
import dev.redoubt.reporthtml.internal.ReportContext;
import dev.redoubt.reporthtml.internal.ReportPage;
import dev.redoubt.reporthtml.internal.SourceLinks;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Writes an assessment as one HTML file: self-contained, without network access, with a content
/// security policy that allows its own style and script alone. The script only filters; everything
/// is in the page without it.
///
/// Deterministic: equal assessments result in equal files.
public final class HtmlReport {

  private final HtmlReportOptions options;

  public HtmlReport(HtmlReportOptions options) {
    this.options = options;
  }

  /// The id of the element of a finding, so that `#` and this id is a link to it.
  ///
  /// @param finding the id of a finding
  public static String anchor(String finding) {
    return Anchors.finding(finding);
  }

  /// Writes the whole file as it is rendered.
  ///
  /// @throws IOException what `out` throws
  public void write(Assessment assessment, AssessmentDetail detail, Appendable out)
      throws IOException {
    ReportContext context =
        new ReportContext(
            assessment,
            detail,
            options.threshold(),
            options.tool() + " " + options.version(),
            options.today(),
            SourceLinks.of(options.sourceUrl()));
    try {
      ReportPage.of(context, options.picture()).writeTo(new PageOutput(out));
    } catch (UncheckedIOException broken) {
      throw broken.getCause();
    }
  }
}
