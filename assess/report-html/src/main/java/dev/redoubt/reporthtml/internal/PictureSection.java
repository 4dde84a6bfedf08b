package dev.redoubt.reporthtml.internal;

import dev.redoubt.findings.diagram.WorkloadDiagram;
import java.util.List;
import java.util.function.Function;

/// The pictures of the workload.
public record PictureSection(List<Picture> pictures) {

  /// One picture.
  ///
  /// @param svg trusted
  /// @param notes what it does not show
  public record Picture(String view, String deployment, String svg, List<String> notes) {}

  static PictureSection of(ReportContext context, Function<WorkloadDiagram, String> draw) {
    return new PictureSection(
        context.detail().diagrams().stream()
            .map(
                each ->
                    new Picture(
                        each.view().word(),
                        context.shortName(each.deployment()),
                        draw.apply(named(each, context.shortName(each.deployment()))),
                        each.notes()))
            .toList());
  }

  /// The titles name deployments as the rest of the page does.
  private static WorkloadDiagram named(WorkloadDiagram diagram, String deployment) {
    return new WorkloadDiagram(
        diagram.view(), deployment, diagram.nodes(), diagram.edges(), diagram.notes());
  }
}
