package dev.redoubt.engine.inventory;

import dev.redoubt.estate.ResourceKey;
import dev.redoubt.facts.DataProtection;
import dev.redoubt.facts.DeploymentFacts;
import dev.redoubt.facts.ExposureFact;
import dev.redoubt.facts.PrivateEndpoints;
import dev.redoubt.facts.ResourceFacts;
import dev.redoubt.facts.RoleAssignments;
import dev.redoubt.facts.TypeDescription.Shape;
import dev.redoubt.findings.inventory.DataStore;
import dev.redoubt.findings.inventory.Exposure;
import dev.redoubt.findings.inventory.WorkloadEndpoint;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The resources that keep data, and those that listen on a network.
final class ListedServices {

  private final Classification classification;
  private final Set<DataStore> stores = new LinkedHashSet<>();
  private final Set<WorkloadEndpoint> endpoints = new LinkedHashSet<>();

  ListedServices(Classification classification) {
    this.classification = classification;
  }

  /// Whether nothing tells from where a resource can be reached.
  static boolean isUnjudged(ResourceFacts facts) {
    return facts.description().shape() == Shape.COMPONENT && !facts.isEndpointJudged();
  }

  void add(DeploymentFacts deployment) {
    for (ResourceFacts each : deployment.resources()) {
      boolean isListed = !each.isCreatedByService();
      if (isListed && each.description().keepsData()) {
        stores.add(store(each));
      }
      boolean isEndpoint = each.isEndpointJudged() && each.exposure().exposure() != Exposure.NONE;
      if (isListed && (isEndpoint || isUnjudged(each))) {
        endpoints.add(endpoint(deployment, each));
      }
    }
  }

  private DataStore store(ResourceFacts facts) {
    Classification.Of of = classification.of(facts);
    return new DataStore(
        facts.key(),
        of.value(),
        of.source(),
        DataProtection.encryption(facts),
        facts.exposure().exposure(),
        facts.resource().origin());
  }

  private static WorkloadEndpoint endpoint(DeploymentFacts deployment, ResourceFacts facts) {
    ExposureFact exposure = facts.exposure();
    List<ResourceKey> leading = new ArrayList<>();
    String condition = RoleAssignments.existence(facts.resource());
    StringBuilder reason = new StringBuilder(exposure.reason());
    if (condition != null) {
      reason.append("; only if ").append(condition);
    }
    for (PrivateEndpoints.Connection each : deployment.privateEndpoints().to(facts.key())) {
      String name = each.endpoint().key().lastName().toString();
      if (each.flaw() == null) {
        leading.add(each.endpoint().key());
        String onlyIf = RoleAssignments.existence(each.endpoint().resource());
        if (onlyIf != null) {
          reason.append("; the private endpoint `%s` exists only if %s".formatted(name, onlyIf));
        }
      } else {
        reason.append(
            "; the private endpoint `%s` does not count: %s".formatted(name, each.flaw()));
      }
    }
    return new WorkloadEndpoint(
        facts.key(),
        exposure.exposure(),
        reason.toString(),
        leading.stream().distinct().toList(),
        DataProtection.authentication(facts),
        exposure.origin().isWritten() ? exposure.origin() : facts.resource().origin());
  }

  List<DataStore> stores() {
    return List.copyOf(stores);
  }

  List<WorkloadEndpoint> endpoints() {
    return List.copyOf(endpoints);
  }
}
