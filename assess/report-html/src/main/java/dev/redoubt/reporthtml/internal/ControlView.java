package dev.redoubt.reporthtml.internal;

import dev.redoubt.findings.ControlDescription;
import dev.redoubt.findings.SeverityChange;
import dev.redoubt.findings.detail.FrameworkDescription;
import dev.redoubt.findings.result.FindingWording;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The texts of a control, which the page has once.
///
/// @param severityNote who lowered or raised its severity; empty if nobody did
/// @param provisions by framework
public record ControlView(
    String anchor, ControlDescription control, String severityNote, List<Mapping> provisions) {

  /// The provisions of one framework.
  public record Mapping(String framework, List<Link> provisions) {}

  /// A provision.
  ///
  /// @param anchor empty if the page does not have it
  public record Link(String anchor, String text) {}

  static ControlView of(ControlDescription control, ReportContext context) {
    List<Mapping> mappings = new ArrayList<>();
    new TreeMap<>(control.frameworks())
        .forEach((framework, ids) -> mappings.add(mapping(control, framework, ids, context)));
    return new ControlView(
        Anchors.control(control.id()), control, severityNote(control, context), mappings);
  }

  private static String severityNote(ControlDescription control, ReportContext context) {
    return context.assessment().settings().severities().stream()
        .filter(each -> each.control().equals(control.id()))
        .map(ControlView::note)
        .findFirst()
        .orElse("");
  }

  private static String note(SeverityChange change) {
    return (change.isLower() ? "severity lowered: " : "severity raised: ")
        + FindingWording.change(change);
  }

  private static Mapping mapping(
      ControlDescription control, String framework, List<String> ids, ReportContext context) {
    for (FrameworkDescription each : context.detail().frameworks()) {
      if (each.id().equals(framework)) {
        return new Mapping(
            each.name(),
            each.provisions().stream()
                .filter(provision -> provision.controls().contains(control.id()))
                .map(FrameworkDescription.Provision::id)
                .map(id -> new Link(Anchors.provision(framework, id), id))
                .toList());
      }
    }
    return new Mapping(framework, ids.stream().map(id -> new Link("", id)).toList());
  }
}
