package dev.redoubt.reporthtml.diagram;

import dev.redoubt.findings.diagram.DiagramNode;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where the boxes of a picture lead: a group to the list of its members, another node to its worst
/// finding.
final class DiagramLinks {

  private final PictureOptions options;
  private final DrawnDiagram drawn;

  DiagramLinks(PictureOptions options, DrawnDiagram drawn) {
    this.options = options;
    this.drawn = drawn;
  }

  @Nullable String of(DiagramNode node) {
    if (options.isInline() && !node.members().isEmpty()) {
      return "#" + members(node);
    }
    return Stream.concat(node.markers().violations().stream(), node.markers().unknowns().stream())
        .map(this::finding)
        .filter(each -> each != null)
        .findFirst()
        .orElse(null);
  }

  /// The address of a finding.
  @Nullable String finding(String id) {
    return options.links().of(id);
  }

  /// The id of the list of the members of a group.
  String members(DiagramNode node) {
    return options.idPrefix() + "-group-" + (drawn.diagram().nodes().indexOf(node) + 1);
  }
}
