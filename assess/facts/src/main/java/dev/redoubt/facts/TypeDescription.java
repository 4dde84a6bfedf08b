package dev.redoubt.facts;

import dev.redoubt.estate.ResourceType;
import dev.redoubt.findings.diagram.DiagramSymbol;
import dev.redoubt.findings.inventory.LifecycleStage;

/// What reports and pictures make of a resource type.
///
/// @param words the type in the words of the field: `storage account`
/// @param keepsData whether resources of this type keep data of the workload
/// @param hasNoEndpoint whether nothing of such a resource listens on a network; false if that is
///   not known
/// @param isMinor whether several of one place are better shown as one group
public record TypeDescription(
    ResourceType type,
    LifecycleStage stage,
    DiagramSymbol symbol,
    String words,
    Shape shape,
    boolean keepsData,
    boolean hasNoEndpoint,
    boolean isMinor) {

  /// How pictures show a resource.
  public enum Shape {
    /// A box of its own.
    COMPONENT,
    /// Belongs to the box of its parent.
    PART,
    /// A line between boxes.
    CONNECTION,
    /// A count or a mark.
    ANNOTATION
  }
}
