package dev.redoubt.reporthtml;

import dev.redoubt.findings.diagram.WorkloadDiagram;
import dev.redoubt.findings.inventory.InventoryDifference;
import dev.redoubt.page.PageAssets;
import dev.redoubt.page.PageFrame;
import dev.redoubt.page.PageOutput;
import dev.redoubt.page.StyleSheet;
import dev.redoubt.page.TemplatePackage;
import dev.redoubt.reporthtml.diagram.DiagramDifference;
import dev.redoubt.reporthtml.diagram.DiagramFigure;
import dev.redoubt.reporthtml.diagram.DiagramStyle;
import dev.redoubt.reporthtml.diagram.PictureOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Pictures of a workload as one HTML file: self-contained, without script and network access.
/// Equal pictures result in equal files.
///
/// @param name the name of the workload
/// @param tool name and version of the tool
/// @param links where findings are
public record DiagramPage(String name, String tool, PictureOptions.FindingLinks links) {

  private static final TemplatePackage TEMPLATES = new TemplatePackage("gg.jte.generated.report");

  /// One picture of the page.
  public sealed interface Figure {

    /// A deployment.
    record Whole(WorkloadDiagram diagram) implements Figure {}

    /// What differs between two deployments.
    record Changes(DiagramDifference difference) implements Figure {}

    /// The name of the deployment.
    private String deployment() {
      return switch (this) {
        case Whole(var diagram) -> diagram.deployment();
        case Changes(var difference) -> difference.union().deployment();
      };
    }

    /// The same picture with a name without the folder of all.
    private Figure within(String folder) {
      return switch (this) {
        case Whole(var diagram) -> new Whole(named(diagram, folder));
        case Changes(var difference) ->
            new Changes(
                new DiagramDifference(
                    named(difference.union(), folder),
                    difference.nodes(),
                    difference.edges(),
                    difference.facts()));
      };
    }

    private static WorkloadDiagram named(WorkloadDiagram diagram, String folder) {
      return new WorkloadDiagram(
          diagram.view(),
          shortName(diagram.deployment(), folder),
          diagram.nodes(),
          diagram.edges(),
          diagram.notes());
    }

    private String html(PictureOptions options) {
      return switch (this) {
        case Whole(var diagram) -> DiagramFigure.html(diagram, options);
        case Changes(var difference) -> DiagramFigure.html(difference, options);
      };
    }
  }

  /// Writes the whole file.
  ///
  /// @param differences what differs by the name of the deployment, if pictures show changes
  /// @throws IOException what `out` throws
  public void write(
      List<Figure> figures, Map<String, InventoryDifference> differences, Appendable out)
      throws IOException {
    String folder = folder(figures.stream().map(Figure::deployment).toList());
    List<String> pictures = new ArrayList<>();
    for (Figure figure : figures) {
      pictures.add(
          figure.within(folder).html(new PictureOptions(true, "d" + (pictures.size() + 1), links)));
    }
    PageFrame frame =
        new PageFrame(
            new PageAssets.Inlined(
                StyleSheet.text() + DiagramStyle.css() + DiagramStyle.figureCss(), ""),
            name + " - pictures of the workload",
            "#main",
            PageFrame.NOTHING,
            output -> {
              TEMPLATES.render("diagrams", Map.of("name", name, "pictures", pictures), output);
              differences.forEach(
                  (deployment, difference) ->
                      TEMPLATES.render(
                          "differences",
                          Map.of("name", shortName(deployment, folder), "view", difference),
                          output));
            },
            TEMPLATES.content("diagramFooter", Map.of("tool", tool)));
    try {
      frame.writeTo(new PageOutput(out));
    } catch (UncheckedIOException broken) {
      throw broken.getCause();
    }
  }

  /// What the names of all deployments begin with, with a slash at its end; empty for names of
  /// different folders.
  private static String folder(List<String> deployments) {
    String common = deployments.isEmpty() ? "" : deployments.getFirst();
    for (String each : deployments) {
      while (!each.startsWith(common)) {
        common = common.substring(0, common.length() - 1);
      }
    }
    int end = common.indexOf(' ');
    String path = end < 0 ? common : common.substring(0, end);
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  private static String shortName(String deployment, String folder) {
    return deployment.startsWith(folder) ? deployment.substring(folder.length()) : deployment;
  }
}
