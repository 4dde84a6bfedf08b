package dev.redoubt.engine.inventory;

import dev.redoubt.facts.DeploymentFacts;
import dev.redoubt.facts.ResourceFacts;
import dev.redoubt.findings.inventory.ResourceInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Makes the inventory of all deployments of a workload.
public final class ResourceInventories {

  private static final String GRANTS =
      "What services grant without role assignments of Azure is listed for access policies of Key"
          + " Vault and Redis, administrators of SQL, PostgreSQL, MySQL and Synapse, principals of"
          + " Data Explorer, and roles of Cosmos DB only";

  private ResourceInventories() {}

  /// The inventory of all deployments, in their order.
  ///
  /// @param classification how data stores are classified
  public static ResourceInventory of(
      List<DeploymentFacts> deployments, Classification classification) {
    ListedResources resources = new ListedResources();
    ListedIdentities identities = new ListedIdentities();
    ListedServices services = new ListedServices(classification);
    for (DeploymentFacts each : deployments) {
      resources.add(each);
      identities.add(each);
      services.add(each);
    }
    return new ResourceInventory(
        resources.list(),
        identities.identities(),
        identities.assignments(),
        services.stores(),
        services.endpoints(),
        notes(deployments, !identities.identities().isEmpty()));
  }

  private static List<String> notes(List<DeploymentFacts> deployments, boolean hasIdentities) {
    Map<String, Integer> unjudged = new TreeMap<>();
    for (DeploymentFacts deployment : deployments) {
      for (ResourceFacts each : deployment.resources()) {
        if (ListedServices.isUnjudged(each)) {
          unjudged.merge(each.resource().type().toString(), 1, Integer::sum);
        }
      }
    }
    List<String> notes = new ArrayList<>();
    unjudged.forEach(
        (type, number) ->
            notes.add(
                "From where resources of the type `%s` can be reached is not judged (%d)"
                    .formatted(type, number)));
    if (hasIdentities) {
      notes.add(GRANTS);
    }
    for (DeploymentFacts each : deployments) {
      if (each.unread() != null) {
        notes.add(
            "The deployment `%s` may have more: %s".formatted(each.id(), each.unread().text()));
      }
    }
    return notes;
  }
}
