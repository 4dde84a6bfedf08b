package dev.redoubt.reporthtml.internal;

import dev.redoubt.findings.diagram.WorkloadDiagram;
import dev.redoubt.page.PageAssets;
import dev.redoubt.page.PageFrame;
import dev.redoubt.page.StyleSheet;
import dev.redoubt.page.TemplatePackage;
import dev.redoubt.reporthtml.diagram.DiagramStyle;
import gg.jte.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// Joins the parts of a report to one page.
public final class ReportPage {

  private static final TemplatePackage TEMPLATES = new TemplatePackage("gg.jte.generated.report");
  private static final String SCRIPT = "report.js";

  private ReportPage() {}

  /// The page of an assessment.
  ///
  /// @param picture draws a diagram as a trusted SVG element
  public static PageFrame of(ReportContext context, Function<WorkloadDiagram, String> picture) {
    Content main =
        output -> {
          part("overview", OverviewView.of(context)).writeTo(output);
          part("gaps", GapSection.of(context)).writeTo(output);
          part("practices", PracticeSection.of(context)).writeTo(output);
          part("findings", FindingSection.of(context)).writeTo(output);
          part("controls", ControlSection.of(context)).writeTo(output);
          part("frameworks", FrameworkSection.of(context)).writeTo(output);
          part("pictures", PictureSection.of(context, picture)).writeTo(output);
          part("inventory", InventorySection.of(context)).writeTo(output);
          part("scope", ScopeSection.of(context)).writeTo(output);
        };
    TreeMap<String, String> metadata = new TreeMap<>();
    metadata.put("referrer", "no-referrer");
    return new PageFrame(
        new PageAssets.Inlined(
            StyleSheet.text() + DiagramStyle.css() + DiagramStyle.figureCss(), script()),
        context.assessment().name() + " - security assessment",
        "#main",
        metadata,
        TEMPLATES.content("navigation", Map.of()),
        main,
        part("footer", context));
  }

  /// Content that is made when it is written, so that no more than one part is in memory.
  private static Content part(String template, Object view) {
    return TEMPLATES.content(template, Map.of("view", view));
  }

  private static String script() {
    try (InputStream in = ReportPage.class.getResourceAsStream(SCRIPT)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + SCRIPT);
      }
      // a browser reads CR LF as LF before it hashes
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
