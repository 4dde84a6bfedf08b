package dev.redoubt.effective;

import dev.redoubt.effective.equality.ResourceKeyEquality;
import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.Estate;
import dev.redoubt.estate.NameSegment;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.findings.TruthValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Unifies subnets that are declared inside of a virtual network and as child resources; Azure
/// returns them both ways.
final class VirtualNetworkSubnets {

  private static final ResourceType NETWORK = ResourceType.of("Microsoft.Network/virtualNetworks");
  private static final ResourceType SUBNET = NETWORK.child("subnets");

  private final Estate declared;
  private final List<Resource> inline = new ArrayList<>();

  VirtualNetworkSubnets(Estate declared) {
    this.declared = declared;
    for (Resource network : declared.ofType(NETWORK)) {
      if (network.property("properties.subnets") instanceof ArrayValue subnets) {
        subnets.forEach(subnet -> addInline(network, subnet));
      }
    }
  }

  /// The subnets that are declared inside of networks, as resources, without those that are also
  /// declared as resources. An `existing` resource with the same id is a reference to one of them.
  List<Resource> inline() {
    return List.copyOf(inline);
  }

  private void addInline(Resource network, Value subnet) {
    Value name = subnet instanceof ObjectValue object ? object.get("name") : null;
    if (!(subnet instanceof ObjectValue object) || name == null) {
      return;
    }
    ResourceKey key = network.key().child("subnets", new NameSegment(name));
    Resource known = declared.find(key);
    if (known != null && known.managed()) {
      return;
    }
    Value properties = object.get("properties");
    ObjectValue body =
        ObjectValue.builder()
            .put("type", key.type().toString())
            .put("name", key.nameValue())
            .put("properties", properties == null ? ObjectValue.EMPTY : properties)
            .origin(object.origin())
            .build();
    inline.add(
        new Resource(
            key,
            network.apiVersion(),
            body,
            network.existence(),
            network.managed(),
            List.of(network.key()),
            object.origin(),
            network.site()));
  }

  /// The payload of a resource; for a network, with the subnets that are declared as child
  /// resources.
  ObjectValue withChildren(Resource resource) {
    ObjectValue body = resource.body();
    if (!resource.type().equals(NETWORK)) {
      return body;
    }
    List<Resource> certain = new ArrayList<>();
    Unknown others = null;
    for (Resource subnet : declared.mayBeBelow(resource.key(), SUBNET)) {
      // an existing subnet is a reference: it has no settings of its own
      TruthValue mine = subnet.managed() ? belongs(subnet, resource) : TruthValue.FALSE;
      if (mine == TruthValue.TRUE) {
        certain.add(subnet);
      } else if (mine == TruthValue.UNKNOWN) {
        others = PrivateEndpointConnections.perhaps(subnet);
      }
    }
    if (certain.isEmpty() && others == null) {
      return body;
    }
    Unknown possible = others;
    return EffectiveEstate.withProperty(
        body, "subnets", inside -> with(EffectiveEstate.elements(inside), certain, possible));
  }

  private static Value with(ArrayValue inside, List<Resource> certain, @Nullable Unknown others) {
    List<Value> all = new ArrayList<>(inside.elements());
    certain.forEach(subnet -> replaceOrAdd(all, element(subnet), subnet.key().lastName()));
    Unknown rest = others == null ? inside.rest() : others;
    return rest == null
        ? ArrayValue.of(all, inside.origin())
        : ArrayValue.open(all, rest, inside.origin());
  }

  private TruthValue belongs(Resource subnet, Resource network) {
    ResourceKey parent = subnet.key().parent();
    TruthValue mine =
        parent == null
            ? TruthValue.FALSE
            : ResourceKeyEquality.same(parent, network.key(), declared);
    boolean there =
        subnet.existence().isCertain() || subnet.existence().equals(network.existence());
    return there ? mine : mine.and(TruthValue.UNKNOWN);
  }

  private static void replaceOrAdd(List<Value> all, ObjectValue element, NameSegment name) {
    for (int i = 0; i < all.size(); i++) {
      Value other = all.get(i) instanceof ObjectValue object ? object.get("name") : null;
      if (other != null && new NameSegment(other).equals(name)) {
        all.set(i, element);
        return;
      }
    }
    all.add(element);
  }

  private static ObjectValue element(Resource subnet) {
    Value properties = subnet.body().get("properties");
    return ObjectValue.builder()
        .put("name", subnet.key().lastName().value())
        .put("id", subnet.key().idValue())
        .put("properties", properties == null ? ObjectValue.EMPTY : properties)
        .origin(subnet.origin())
        .build();
  }
}
