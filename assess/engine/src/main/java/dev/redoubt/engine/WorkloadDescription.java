package dev.redoubt.engine;

import dev.redoubt.estate.Estate;
import dev.redoubt.estate.Resource;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.diagram.DiagramNode;
import dev.redoubt.findings.diagram.DiagramSymbol;
import dev.redoubt.findings.diagram.DiagramView;
import dev.redoubt.findings.diagram.WorkloadDiagram;
import dev.redoubt.findings.inventory.Exposure;
import dev.redoubt.findings.inventory.InventoryResource;
import dev.redoubt.findings.inventory.LifecycleStage;
import dev.redoubt.findings.inventory.ResourceInventory;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The inventory and the pictures of the deployments of an assessment. Nothing is computed until
/// somebody asks.
public final class WorkloadDescription {

  private final Map<String, Estate> deployments;

  /// @param deployments the estates by the id of the deployment, in their order; `existing`
  ///   resources have the properties that other deployments declare
  WorkloadDescription(Map<String, Estate> deployments, WorkspaceConfiguration configuration) {
    this.deployments = Collections.unmodifiableMap(new LinkedHashMap<>(deployments));
  }

  /// Everything that the deployments would create, and what it is based on.
  public ResourceInventory inventory() {
    List<InventoryResource> resources = new ArrayList<>();
    deployments.forEach(
        (id, estate) ->
            estate.resources().forEach(resource -> resources.add(described(id, resource))));
    return new ResourceInventory(resources, List.of(), List.of(), List.of(), List.of());
  }

  private static InventoryResource described(String id, Resource resource) {
    return new InventoryResource(
        resource.key(),
        resource.site() == null ? "" : resource.site().symbol(),
        resource.apiVersion(),
        LifecycleStage.OTHER,
        !resource.managed(),
        null,
        resource.origin(),
        List.of(id),
        List.of());
  }

  /// One picture of each deployment, in their order.
  ///
  /// @param findings the findings of the assessment that is reported, with exemptions and baseline
  public List<WorkloadDiagram> diagrams(DiagramView view, List<Finding> findings) {
    List<WorkloadDiagram> diagrams = new ArrayList<>();
    deployments.forEach((id, estate) -> diagrams.add(diagram(view, id, estate)));
    return diagrams;
  }

  private static WorkloadDiagram diagram(DiagramView view, String id, Estate estate) {
    List<DiagramNode> nodes =
        estate.managed().stream()
            .limit(WorkloadDiagram.MAX_NODES)
            .map(WorkloadDescription::node)
            .toList();
    return new WorkloadDiagram(view, id, nodes, List.of(), List.of());
  }

  private static DiagramNode node(Resource resource) {
    return new DiagramNode(
        resource.key().id(),
        null,
        DiagramNode.Kind.RESOURCE,
        DiagramSymbol.RESOURCE,
        resource.key().lastName().toString(),
        resource.type().toString(),
        resource.existence().isCertain(),
        Exposure.UNKNOWN,
        List.of(),
        DiagramNode.Markers.NONE,
        List.of());
  }
}
