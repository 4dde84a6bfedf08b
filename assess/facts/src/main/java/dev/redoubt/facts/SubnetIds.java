package dev.redoubt.facts;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.NameSegment;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.ResourceId;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import org.jspecify.annotations.Nullable;

/// Ids of subnets that a template takes from the list of their network:
/// `network.properties.subnets[0].id`. Azure keeps the order of the declaration.
final class SubnetIds {

  /// The last steps of the path: the list, the index, and `id`.
  private static final int LIST_STEPS = 3;

  private SubnetIds() {}

  /// The subnet that an id names; null if it is another value.
  static @Nullable ResourceKey parse(DeploymentFacts deployment, Value id) {
    ResourceKey key = ResourceId.parse(id);
    return key == null ? find(deployment, id) : key;
  }

  /// The subnet of an element of the list; null for another value.
  static @Nullable ResourceKey find(DeploymentFacts deployment, Value id) {
    if (!(id
            instanceof
            Unknown(ResidualExpression.RuntimeProperty(var key, var path, _), _, _, _, _))
        || path.size() < LIST_STEPS
        || !PropertyName.same(path.getLast(), "id")
        || !PropertyName.same(path.get(path.size() - LIST_STEPS), "subnets")) {
      return null;
    }
    ResourceFacts network = deployment.find(key);
    String index = path.get(path.size() - 2);
    return network == null
            || !network.resource().type().equals(NetworkFacts.NETWORK)
            || !index.matches("\\d{1,4}")
        ? null
        : element(network, Integer.parseInt(index));
  }

  private static @Nullable ResourceKey element(ResourceFacts network, int index) {
    Value subnets = network.resource().property("properties.subnets");
    Value subnet =
        subnets instanceof ArrayValue array && index < array.size() ? array.get(index) : null;
    Value name = subnet instanceof ObjectValue object ? object.get("name") : null;
    return name == null ? null : network.key().child("subnets", new NameSegment(name));
  }
}
