package dev.redoubt.facts;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.ResourceId;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Facts about virtual networks and subnets.
public final class NetworkFacts {

  /// A virtual network.
  public static final ResourceType NETWORK = ResourceType.of("Microsoft.Network/virtualNetworks");

  /// A subnet.
  public static final ResourceType SUBNET = NETWORK.child("subnets");

  private static final ResourceType PEERING = NETWORK.child("virtualNetworkPeerings");

  /// Two networks that are connected.
  ///
  /// @param remote null if it is unknown
  public record Peering(ResourceKey network, @Nullable ResourceKey remote, boolean isCertain) {}

  private NetworkFacts() {}

  /// The address ranges of a network or subnet, one phrase; empty if they are not known.
  public static String addresses(ResourceFacts facts) {
    List<String> paths =
        List.of(
            "properties.addressPrefix",
            "properties.addressPrefixes",
            "properties.addressSpace.addressPrefixes");
    for (String path : paths) {
      Value declared = facts.resource().property(path);
      if (declared instanceof ArrayValue array && array.isFullyKnown() && array.size() > 0) {
        return String.join(", ", array.stream().map(ValueText::of).toList());
      }
      if (declared != null && declared.isFullyKnown() && !(declared instanceof NullValue)) {
        return ValueText.of(declared);
      }
    }
    return "";
  }

  /// The peerings of all networks, in the order of declaration.
  public static List<Peering> peerings(DeploymentFacts deployment) {
    List<Peering> all = new ArrayList<>();
    for (ResourceFacts network : deployment.ofType(NETWORK)) {
      for (Value each : network.elements("properties.virtualNetworkPeerings")) {
        Value id =
            each instanceof ObjectValue object
                ? object.at("properties.remoteVirtualNetwork.id")
                : null;
        all.add(peering(network, id));
      }
    }
    for (ResourceFacts each : deployment.ofType(PEERING)) {
      ResourceKey network = each.key().parent();
      if (network != null) {
        Peering found = peering(each, each.property("properties.remoteVirtualNetwork.id").value());
        all.add(new Peering(network, found.remote(), found.isCertain()));
      }
    }
    return all;
  }

  private static Peering peering(ResourceFacts network, @Nullable Value id) {
    return new Peering(
        network.key(),
        id == null ? null : ResourceId.parse(id),
        network.resource().existence().isCertain());
  }
}
