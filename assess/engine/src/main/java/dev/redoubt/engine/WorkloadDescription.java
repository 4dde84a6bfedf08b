package dev.redoubt.engine;

import dev.redoubt.engine.diagram.WorkloadDiagrams;
import dev.redoubt.engine.inventory.Classification;
import dev.redoubt.engine.inventory.ResourceInventories;
import dev.redoubt.estate.Estate;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.facts.DeploymentFacts;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.diagram.DiagramView;
import dev.redoubt.findings.diagram.WorkloadDiagram;
import dev.redoubt.findings.inventory.InventoryDifference;
import dev.redoubt.findings.inventory.ResourceInventory;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The inventory and the pictures of the deployments of an assessment. Nothing is computed until
/// somebody asks.
public final class WorkloadDescription {

  private final Map<String, Estate> deployments;
  private final Classification classification;
  private @Nullable List<DeploymentFacts> facts;

  /// @param deployments the estates by the id of the deployment, in their order; `existing`
  ///   resources have the properties that other deployments declare
  WorkloadDescription(Map<String, Estate> deployments, WorkspaceConfiguration configuration) {
    this.deployments = Collections.unmodifiableMap(new LinkedHashMap<>(deployments));
    String tag = configuration.tags().classification();
    this.classification =
        new Classification(
            tag == null ? Classification.DEFAULT_TAG : tag,
            configuration.workload().sensitivity(),
            configuration.name());
  }

  /// The estates by the id of the deployment.
  Map<String, Estate> deployments() {
    return deployments;
  }

  /// Everything that the deployments would create, and what it is based on.
  public ResourceInventory inventory() {
    return ResourceInventories.of(facts(), classification);
  }

  /// One picture of each deployment, in their order.
  ///
  /// @param findings the findings of the assessment that is reported, with exemptions and baseline
  public List<WorkloadDiagram> diagrams(DiagramView view, List<Finding> findings) {
    return facts().stream().map(each -> WorkloadDiagrams.of(each, view, findings)).toList();
  }

  /// What differs between a deployment of an older workload and one of this workload.
  ///
  /// @param old the older workload
  /// @param before the id of its deployment; one that it does not have is compared as empty
  /// @param id the id of the deployment of this workload; likewise
  public InventoryDifference differenceFrom(WorkloadDescription old, String before, String id) {
    Estate nothing = new Estate(List.of(), List.of(), new SourceFiles());
    return ResourceDifferences.of(
        old.deployments.getOrDefault(before, nothing), deployments.getOrDefault(id, nothing));
  }

  private synchronized List<DeploymentFacts> facts() {
    List<DeploymentFacts> known = facts;
    if (known == null) {
      List<DeploymentFacts> made = new ArrayList<>();
      deployments.forEach((id, estate) -> made.add(DeploymentFacts.of(id, estate)));
      known = List.copyOf(made);
      facts = known;
    }
    return known;
  }
}
