package dev.redoubt.findings.diagram;

import dev.redoubt.findings.Severity;
import dev.redoubt.findings.inventory.Exposure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that a picture shows as a box.
///
/// @param id stable: the same resource has the same id in every picture of the workload
/// @param parent the id of the node that contains it; null at the top
/// @param label the name, short enough for a box
/// @param detail the type in the words of the field, or what a group contains
/// @param isCertain whether it exists in any case and everything that is drawn of it is known;
///   otherwise it is dashed
/// @param badges the names of the identities that it acts as
/// @param members the labels of what a group stands for; empty for another node
public record DiagramNode(
    String id,
    @Nullable String parent,
    Kind kind,
    DiagramSymbol symbol,
    String label,
    String detail,
    boolean isCertain,
    Exposure exposure,
    List<String> badges,
    Markers markers,
    List<String> members) {

  public DiagramNode {
    badges = List.copyOf(badges);
    members = List.copyOf(members);
  }

  /// The kind of a node.
  public enum Kind {
    /// A stage of the life cycle or a foundation of it.
    STAGE,
    /// A virtual network; it contains subnets.
    NETWORK,
    /// A subnet; it contains what is deployed into it.
    SUBNET,
    /// A resource group, a subscription or a tenant, as the scope of a role.
    SCOPE,
    RESOURCE,
    /// Several resources of one type, drawn as one box.
    GROUP,
    IDENTITY,
    /// Somebody or something outside of the workload: the Internet, a person, a repository.
    OUTSIDE
  }

  /// The findings of a resource or of the members of a group.
  ///
  /// @param worst the highest severity of a violation; null without one
  /// @param violations the ids of the violations, worst first
  /// @param unknowns the ids of the unknown verdicts, worst first
  public record Markers(@Nullable Severity worst, List<String> violations, List<String> unknowns) {

    /// No findings.
    public static final Markers NONE = new Markers(null, List.of(), List.of());

    public Markers {
      violations = List.copyOf(violations);
      unknowns = List.copyOf(unknowns);
    }
  }
}
