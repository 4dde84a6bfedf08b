package dev.redoubt.engine.diagram;

import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.facts.DeploymentFacts;
import dev.redoubt.facts.NetworkFacts;
import dev.redoubt.facts.PrivateEndpoints;
import dev.redoubt.facts.ResourceFacts;
import dev.redoubt.facts.ResourceReference;
import dev.redoubt.facts.ResourceReference.Kind;
import dev.redoubt.facts.TypeDescription.Shape;
import dev.redoubt.findings.inventory.LifecycleStage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which resources are in a subnet, which only send traffic into one, and which parts of the
/// network belong to something else.
final class SubnetMembers {

  private static final ResourceType ENDPOINT =
      ResourceType.of("Microsoft.Network/privateEndpoints");
  private static final ResourceType ENVIRONMENT =
      ResourceType.of("Microsoft.App/managedEnvironments");

  /// Types that are not in the subnet that they name: only their outgoing traffic enters it.
  private static final Set<String> SENDERS =
      Set.of(
          "microsoft.web/sites",
          "microsoft.web/sites/slots",
          "microsoft.web/serverfarms",
          "microsoft.cognitiveservices/accounts",
          "microsoft.search/searchservices",
          "microsoft.storage/storageaccounts",
          "microsoft.machinelearningservices/workspaces",
          "microsoft.datafactory/factories");

  private final DeploymentFacts deployment;
  private final Map<ResourceKey, ResourceKey> endpoints = new HashMap<>();

  /// What a part of the network belongs to, for example a security group to its first subnet.
  private final Map<ResourceKey, ResourceKey> owners = new HashMap<>();

  SubnetMembers(DeploymentFacts deployment) {
    this.deployment = deployment;
    for (PrivateEndpoints.Connection each : deployment.privateEndpoints().all()) {
      if (each.subnet() != null) {
        endpoints.putIfAbsent(each.endpoint().key(), each.subnet());
      }
    }
    for (ResourceFacts each : Picture.declared(deployment)) {
      for (ResourceReference reference : each.references()) {
        boolean isPart =
            reference.kind() == Kind.NETWORK
                && !reference.to().type().equals(NetworkFacts.NETWORK)
                && each.description().shape() != Shape.ANNOTATION
                && !each.resource().type().equals(NetworkFacts.NETWORK);
        if (isPart) {
          owners.putIfAbsent(reference.to(), each.key());
        }
      }
    }
  }

  boolean isEndpoint(ResourceFacts facts) {
    return facts.resource().type().equals(ENDPOINT);
  }

  /// Whether a resource is in a subnet with its own address.
  boolean isInside(ResourceFacts facts) {
    return facts.description().shape() == Shape.COMPONENT
        && !SENDERS.contains(facts.resource().type().folded())
        && !facts.resource().type().is("Microsoft.Network/networkInterfaces")
        && subnet(facts) != null;
  }

  /// The subnet of a resource: its own, or that of its environment or network interface.
  @Nullable ResourceKey subnet(ResourceFacts facts) {
    ResourceKey endpoint = endpoints.get(facts.key());
    if (endpoint != null) {
      return endpoint;
    }
    ResourceKey own = named(facts);
    if (own != null) {
      return own;
    }
    for (ResourceReference each : facts.references()) {
      boolean isHost =
          each.to().type().equals(ENVIRONMENT)
              || each.to().type().is("Microsoft.Network/networkInterfaces");
      ResourceFacts host = isHost ? deployment.find(each.to()) : null;
      ResourceKey found = host == null ? null : named(host);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static @Nullable ResourceKey named(ResourceFacts facts) {
    return facts.references().stream()
        .filter(each -> each.kind() == Kind.SUBNET && !NetworkPicture.isRule(each.path()))
        .map(ResourceReference::to)
        .findFirst()
        .orElse(null);
  }

  /// The subnets and networks that the traffic of a resource enters without its being in them.
  List<ResourceReference> entered(ResourceFacts facts) {
    boolean isNetwork = facts.description().stage() == LifecycleStage.NETWORK;
    boolean isSender = SENDERS.contains(facts.resource().type().folded());
    return isNetwork
        ? List.of()
        : facts.references().stream()
            .filter(each -> !NetworkPicture.isRule(each.path()))
            .filter(
                each ->
                    (each.kind() == Kind.SUBNET && isSender)
                        || each.to().type().equals(NetworkFacts.NETWORK))
            .filter(each -> !PropertyName.folded(each.path()).contains("dnszone"))
            .toList();
  }

  /// What a part of the network belongs to, through any number of steps; null for other resources.
  @Nullable ResourceKey owner(ResourceFacts facts) {
    ResourceKey here = owners.get(facts.key());
    for (int steps = 0; here != null && steps < 4 && owners.containsKey(here); steps++) {
      here = owners.get(here);
    }
    return here;
  }
}
