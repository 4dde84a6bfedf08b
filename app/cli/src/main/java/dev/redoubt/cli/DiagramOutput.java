package dev.redoubt.cli;

import dev.redoubt.cli.console.UsageException;
import dev.redoubt.cli.console.VersionInfo;
import dev.redoubt.findings.diagram.DiagramView;
import dev.redoubt.findings.diagram.WorkloadDiagram;
import dev.redoubt.findings.inventory.InventoryDifference;
import dev.redoubt.findings.inventory.InventoryDifference.ResourceChange;
import dev.redoubt.report.ReportingTool;
import dev.redoubt.reporthtml.DiagramPage;
import dev.redoubt.reporthtml.HtmlReport;
import dev.redoubt.reporthtml.diagram.DiagramDifference;
import dev.redoubt.reporthtml.diagram.DiagramPicture;
import dev.redoubt.reporthtml.diagram.PictureOptions;
import dev.redoubt.reporthtml.diagram.StackedPictures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The pictures of a workload, or of what differs between two.
final class DiagramOutput {

  private final DiagramSide now;
  private final @Nullable DiagramSide before;
  private final @Nullable String deployment;
  private final String report;

  /// @param before null to draw the workload itself
  /// @param deployment the only deployment to draw; null for all
  /// @param report the address of the HTML report; empty for no links
  DiagramOutput(
      DiagramSide now, @Nullable DiagramSide before, @Nullable String deployment, String report) {
    this.now = now;
    this.before = before;
    this.deployment = deployment;
    this.report = report;
  }

  /// The pictures of one view below each other.
  String svg(DiagramView view) {
    List<String> pictures = new ArrayList<>();
    for (Compared each : compared(view)) {
      String prefix = "d" + (pictures.size() + 1);
      pictures.add(each.svg(new PictureOptions(false, prefix, this::link)));
    }
    return StackedPictures.of(pictures);
  }

  /// A page with one picture for each view and deployment.
  ///
  /// @throws IOException what `out` throws
  void html(List<DiagramView> views, Appendable out) throws IOException {
    List<DiagramPage.Figure> figures = new ArrayList<>();
    Map<String, InventoryDifference> differences = new LinkedHashMap<>();
    for (DiagramView view : views) {
      for (Compared each : compared(view)) {
        figures.add(each.figure());
        if (each.difference() != null) {
          differences.put(each.name(), each.difference());
        }
      }
    }
    ReportingTool tool = VersionInfo.tool();
    new DiagramPage(now.assessment().name(), tool.name() + " " + tool.version(), this::link)
        .write(figures, differences, out);
  }

  /// A deployment, and the one that it is compared with.
  ///
  /// @param old null to draw the deployment itself
  /// @param difference of the resources; null without another deployment
  private record Compared(
      String name,
      WorkloadDiagram diagram,
      @Nullable WorkloadDiagram old,
      @Nullable InventoryDifference difference) {

    String svg(PictureOptions options) {
      return old == null
          ? DiagramPicture.svg(named(diagram), options)
          : DiagramPicture.svg(DiagramDifference.of(named(old), named(diagram)), options);
    }

    /// With the short name in the title, so that equal workloads in two folders have equal
    /// pictures.
    private WorkloadDiagram named(WorkloadDiagram other) {
      return new WorkloadDiagram(other.view(), name, other.nodes(), other.edges(), other.notes());
    }

    DiagramPage.Figure figure() {
      return old == null
          ? new DiagramPage.Figure.Whole(diagram)
          : new DiagramPage.Figure.Changes(DiagramDifference.of(old, diagram));
    }
  }

  /// The deployments to draw, in their order; a deployment that only the old workload has is
  /// compared with nothing.
  ///
  /// @throws UsageException if no deployment has the name that is wanted
  private List<Compared> compared(DiagramView view) {
    Map<String, WorkloadDiagram> diagrams = now.diagrams(view);
    if (before == null) {
      return chosen(
          diagrams.entrySet().stream()
              .map(each -> new Compared(each.getKey(), each.getValue(), null, null))
              .toList());
    }
    Map<String, WorkloadDiagram> olds = before.diagrams(view);
    boolean isOnly = diagrams.size() == 1 && olds.size() == 1;
    Set<String> names = new LinkedHashSet<>(diagrams.keySet());
    if (!isOnly) {
      names.addAll(olds.keySet());
    }
    List<Compared> all = new ArrayList<>();
    for (String name : names) {
      WorkloadDiagram nothing = new WorkloadDiagram(view, name, List.of(), List.of(), List.of());
      all.add(
          compared(
              name,
              diagrams.getOrDefault(name, nothing),
              isOnly ? olds.values().iterator().next() : olds.getOrDefault(name, nothing),
              before));
    }
    return chosen(all);
  }

  private Compared compared(
      String name, WorkloadDiagram diagram, WorkloadDiagram old, DiagramSide side) {
    InventoryDifference difference =
        now.description()
            .differenceFrom(side.description(), old.deployment(), diagram.deployment());
    List<String> notes = new ArrayList<>(diagram.notes());
    notes.add(differing(difference));
    return new Compared(
        name,
        new WorkloadDiagram(
            diagram.view(), diagram.deployment(), diagram.nodes(), diagram.edges(), notes),
        old,
        difference);
  }

  /// What differs, whether the picture shows it or not.
  private static String differing(InventoryDifference difference) {
    Map<InventoryDifference.Kind, Long> numbers =
        difference.changes().stream()
            .collect(
                Collectors.groupingBy(
                    ResourceChange::kind,
                    () -> new EnumMap<>(InventoryDifference.Kind.class),
                    Collectors.counting()));
    return numbers.isEmpty()
        ? "No resource differs in its properties"
        : "By their properties, resources differ: "
            + numbers.entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey().word())
                .collect(Collectors.joining(", "))
            + "; the HTML page of `redoubt diagram` lists them";
  }

  private List<Compared> chosen(List<Compared> all) {
    if (deployment == null) {
      return all;
    }
    List<Compared> chosen =
        all.stream()
            .filter(
                each ->
                    each.name().equals(deployment)
                        || each.diagram().deployment().equals(deployment))
            .toList();
    if (chosen.isEmpty()) {
      throw new UsageException(
          "no deployment is called `" + deployment + "`; there are: " + names(all));
    }
    return chosen;
  }

  private static String names(List<Compared> all) {
    return all.stream().map(each -> "`" + each.name() + "`").collect(Collectors.joining(", "));
  }

  private @Nullable String link(String finding) {
    return report.isEmpty() ? null : report + "#" + HtmlReport.anchor(finding);
  }
}
